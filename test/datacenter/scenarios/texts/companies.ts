/** Titles of customers. None of them is meant to be a real company; domains of theirs end in `.example`. */
export const latinCompanies: readonly string[] = `
Polar Express; Romashka LLC; Sputnik Media; Tretyakov Auctions; Vesna-Trade; Kvadrat Media; Polyus Clinic; Logistika 24;
BookWave; Severny Credit; Tekstil Market; Foodline; Orbita Telecom; GreenTaxi; Mebel Plus; Atlas Tours; Gamma Print;
Perspektiva School; Medved Games; Novy Vek; Zebra Fashion; Ural Parts; Kofe Dom; Delta Insurance; Lotos Pharm;
Sigma Robotics; Baltika Freight; Yolka Events; Amber Notary; Blue Harbor; Cedar & Sons; Dockside Studio; Eastline Cargo;
Fernway Hotels; Golden Fork; Harvest Box; Inkwell Press; Juniper Labs; Kite Academy; Larch Interiors; Meridian Optics;
Nimbus Weather; Oak Street Dental; Paperplane; Quarry Stone; Redwood Legal; Saltmarsh Foods; Tidewater Rent; Umbra Film;
Velvet Bakery; Windrose Travel; Xenon Light; Yardbird Music; Zephyr Bikes; Alpine Vet; Birchwood Toys; Copperfield HR;
Driftwood Surf; Elmira Jewels; Foxglove Garden; Granite Gym; Hazel Optik; Ironbridge Tools; Jasper Tiles; Kelp & Salt;
Lighthouse Edu; Mosaic Dental; Northern Yarn; Olive Branch; Pinecone Kids; Quill & Co; Riverstone; Silver Birch;
Thistle Events; Upland Wool; Violet Pharmacy; Walnut Kitchens; Yarrow Clinic; Zinnia Flowers; Aurora Lamps; Bitterfield;
Clearwater Pools; Dovetail Wood; Everest Outdoor; Firefly Ads; Greyhound Courier; Honeycomb CRM; Isthmus Trade;
Kingfisher Boats; Lantern Books; Maple Finance; Nettle Tea; Outpost 7; Pebble Games; Quicksilver Post; Rowan Realty;
Starling Radio; Tulip Tickets; Vantage Parking; Wren Insurance; Marble Arch Spa; Cobalt Paints; Tundra Gear; Sable Furs;
Ptarmigan; Saffron Table; Hollow Tree; Beacon Freight; Tamarack; Brightwell Dental; Larkspur; Lynx Couriers; Osprey Drones; Heron Water; Magpie Market
`
  .split(';')
  .map((title) => title.trim())

export const cyrillicCompanies: readonly string[] = `
Северный ветер; Ромашка-Сервис; Книжный мир; Дом кофе; Лесторг; Аптека 36; Медтехника Плюс; СтройДвор; Автолидер; Мир сантехники;
Дачник; Детский остров; Зоомаркет Барсик; Ювелирный двор; ТехноСклад; Пекарня «Колос»; Мебельная фабрика «Уют»; Клиника «Здравие»;
Балтийский груз; Уральские самоцветы; Сибирь-Логистик; Волга-Тур; Южный порт; Горизонт; Вектор-М; Аргумент; Чайная лавка;
Санаторий «Сосны»; Школа «Перспектива»; Оптика «Взгляд»; Агроснаб; Теплодом; Кровля и фасад; Окна века; Цветочный рай;
Праздник к нам; Подарки и сувениры; Рыболов; Туристический клуб «Компас»; Велодом; Спорт-Актив; Фитнес «Пульс»; Стоматология 32;
Бюро переводов «Слово»; Типография «Оттиск»; Издательство «Парус»; Радио «Маяк-Юг»; Газета «Вестник»; Кинотеатр «Заря»;
Театр на Лесной; Музей часов; Билетный стол; Кадры и люди; Право и дело; Бухгалтерия 1-2-3; Налоговый консультант; Страховой дом;
Кредитный кооператив «Надежда»; Лизинг-Центр; Недвижимость плюс; Новостройки Урала; Аренда офисов; Коворкинг «Улей»; Хостел «Птица»;
Гостиница «Прибой»; Ресторан «Пряность»; Доставка обедов; Суши-бар «Волна»; Пиццерия «Печь»; Молочная ферма; Мясной ряд; Фермер рядом;
Овощная база; Экопродукты; Детское питание; Игрушки оптом; Школьная форма; Обувь для всех; Текстиль Иваново; Шторы и карнизы;
Посуда дома; Бытовая техника 24; Запчасти ГАЗ; Шины и диски; Автошкола «Старт»; Такси «Ветерок»; Грузовичок; Эвакуатор 911;
Металлобаза; Станкоимпорт-М; Электрощит; Кабель и провод; Насосы и трубы; Промхим; Лаборатория анализов; Ветклиника «Лапа»;
Питомник «Хвоя»; Садовый центр; Тепличный комбинат; Водоканал-Сервис; Управдом; Домофон-Мастер; Лифтремонт; Безопасный дом;
Ключ-Сервис; Русская баня; Пряжа и нити; Книжная полка; Мастерская «Лад»; Пчеловод; Горный лён; Умный свет; Робот-Клуб; Онлайн-школа «Пифагор»
`
  .split(';')
  .map((title) => title.trim())
