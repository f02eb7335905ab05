/** A first name in both scripts and its grammatical gender. */
export interface FirstName {
  readonly latin: string
  readonly cyrillic: string
  readonly gender: 'm' | 'f'
}

const parseNames = (gender: 'm' | 'f', list: string): FirstName[] =>
  list
    .trim()
    .split(/\s+/)
    .map((pair) => {
      const [latin = '', cyrillic = ''] = pair.split('/')
      return { latin, cyrillic, gender }
    })

export const firstNames: readonly FirstName[] = [
  ...parseNames(
    'm',
    `Pavel/Павел Sergey/Сергей Nikita/Никита Gleb/Глеб Dmitry/Дмитрий Andrey/Андрей Mikhail/Михаил Kirill/Кирилл Artem/Артём
     Roman/Роман Denis/Денис Maxim/Максим Viktor/Виктор Boris/Борис Timur/Тимур Ruslan/Руслан Yegor/Егор Anton/Антон Stepan/Степан
     Lev/Лев Grigory/Григорий Vadim/Вадим Konstantin/Константин Ilya/Илья Fedor/Фёдор Yury/Юрий`,
  ),
  ...parseNames(
    'f',
    `Anna/Анна Irina/Ирина Alla/Алла Olga/Ольга Natalia/Наталья Svetlana/Светлана Tatiana/Татьяна Yulia/Юлия Ksenia/Ксения
     Daria/Дарья Polina/Полина Vera/Вера Marina/Марина Galina/Галина Ekaterina/Екатерина Alina/Алина Sofia/София Lyudmila/Людмила
     Inna/Инна Nina/Нина Kira/Кира Larisa/Лариса Zoya/Зоя Evgenia/Евгения`,
  ),
]

/** Last names without their ending: the masculine one, the feminine adds `a`. */
export const russianLastNames: readonly { readonly latin: string; readonly cyrillic: string }[] = `
Petrov/Петров Sokolov/Соколов Lebedev/Лебедев Morozov/Морозов Kozlov/Козлов Novikov/Новиков Orlov/Орлов Belov/Белов
Zaitsev/Зайцев Vinogradov/Виноградов Tarasov/Тарасов Komarov/Комаров Kiselev/Киселёв Makarov/Макаров Frolov/Фролов
Gusev/Гусев Titov/Титов Kudryavtsev/Кудрявцев Baranov/Баранов Kulikov/Куликов Alekseev/Алексеев Yakovlev/Яковлев
Grachev/Грачёв Panov/Панов Rybakov/Рыбаков Safonov/Сафонов Denisov/Денисов Zhukov/Жуков Ershov/Ершов Loginov/Логинов
`
  .trim()
  .split(/\s+/)
  .map((pair) => {
    const [latin = '', cyrillic = ''] = pair.split('/')
    return { latin, cyrillic }
  })

export const worldFirstNames: readonly FirstName[] = [
  ...parseNames(
    'm',
    'Mark/Марк Peter/Питер Jonas/Йонас Ahmed/Ахмед Luis/Луис David/Дэвид Tomasz/Томаш Emre/Эмре Karim/Карим Oliver/Оливер Hugo/Уго Matteo/Маттео',
  ),
  ...parseNames(
    'f',
    'Laura/Лаура Julia/Джулия Aylin/Айлин Sarah/Сара Chloe/Хлоя Ingrid/Ингрид Nadia/Надя Emma/Эмма Marta/Марта Grace/Грейс Lena/Лена Priya/Прия',
  ),
]

export const worldLastNames: readonly string[] =
  `Becker Larsen Novak Fischer Rossi Garcia Demir Haddad Kowalski Moreau Lind Silva Evans Walsh Brandt Costa Iyer Dubois Keller Marino`.split(
    ' ',
  )
