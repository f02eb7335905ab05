import type { Language } from './library.ts'

/** What consoles' alarms and notes say in live traffic; about any customer. */
export const teamLogTexts: Readonly<
  Record<Language, { readonly alarms: readonly string[]; readonly notes: readonly string[] }>
> = {
  en: {
    alarms: [
      'the shop answers 502, three people wrote already',
      'payments fail, the owner is on the phone',
      'the database does not take connections',
      'they say mail has been lost since this morning',
      'the site is down in the middle of their sale',
      '',
      '',
    ],
    notes: [
      'The owner reads this chat himself, please be brief and exact.',
      'Agreed with the manager: restore from the backup is free this time.',
      'The same trouble as last week, see the task from Monday.',
      'Their developer is on holiday until Friday, do not wait for an answer from him.',
      'Do not restart anything here before 20:00, they run an import.',
      'The certificate is theirs, we only put it in place.',
    ],
  },
  ru: {
    alarms: [
      'магазин отвечает 502, пишут уже трое',
      'не проходит оплата, владелец на телефоне',
      'база не принимает соединения',
      'говорят, с утра теряется почта',
      'сайт лёг посреди распродажи',
      '',
      '',
    ],
    notes: [
      'Чат читает сам владелец: отвечаем коротко и по делу.',
      'С менеджером согласовано: восстановление из копии в этот раз бесплатно.',
      'То же, что на прошлой неделе, смотрите задачу от понедельника.',
      'Разработчик клиента в отпуске до пятницы, ответа от него не ждём.',
      'До 20:00 здесь ничего не перезапускать: идёт импорт.',
      'Сертификат их собственный, мы его только ставим.',
    ],
  },
}
