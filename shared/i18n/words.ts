import enAlarms from './en/alarms.json' with { type: 'json' }
import enNotes from './en/notes.json' with { type: 'json' }
import enPresence from './en/presence.json' with { type: 'json' }
import enChatList from './en/chat-list.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enComposer from './en/composer.json' with { type: 'json' }
import enConnection from './en/connection.json' with { type: 'json' }
import enConversation from './en/conversation.json' with { type: 'json' }
import enNotifications from './en/notifications.json' with { type: 'json' }
import enSettings from './en/settings.json' with { type: 'json' }
import enSignIn from './en/sign-in.json' with { type: 'json' }
import enSwitcher from './en/switcher.json' with { type: 'json' }
import enTeam from './en/team.json' with { type: 'json' }
import enTeamLog from './en/team-log.json' with { type: 'json' }
import enTriage from './en/triage.json' with { type: 'json' }
import enClockSettings from './en/clock-settings.json' with { type: 'json' }
import enWhoIsWho from './en/who-is-who.json' with { type: 'json' }
import ruAlarms from './ru/alarms.json' with { type: 'json' }
import ruNotes from './ru/notes.json' with { type: 'json' }
import ruPresence from './ru/presence.json' with { type: 'json' }
import ruChatList from './ru/chat-list.json' with { type: 'json' }
import ruCommon from './ru/common.json' with { type: 'json' }
import ruComposer from './ru/composer.json' with { type: 'json' }
import ruConnection from './ru/connection.json' with { type: 'json' }
import ruConversation from './ru/conversation.json' with { type: 'json' }
import ruNotifications from './ru/notifications.json' with { type: 'json' }
import ruSettings from './ru/settings.json' with { type: 'json' }
import ruSignIn from './ru/sign-in.json' with { type: 'json' }
import ruSwitcher from './ru/switcher.json' with { type: 'json' }
import ruTeam from './ru/team.json' with { type: 'json' }
import ruTeamLog from './ru/team-log.json' with { type: 'json' }
import ruTriage from './ru/triage.json' with { type: 'json' }
import ruClockSettings from './ru/clock-settings.json' with { type: 'json' }
import ruWhoIsWho from './ru/who-is-who.json' with { type: 'json' }

/** The languages the console speaks. */
export const languages = ['en', 'ru'] as const
export type Language = (typeof languages)[number]

/** Words of one area per namespace; English has every key, Russian the same ones with its own plurals. */
export const englishWords = {
  alarms: enAlarms,
  'chat-list': enChatList,
  common: enCommon,
  composer: enComposer,
  connection: enConnection,
  conversation: enConversation,
  notes: enNotes,
  notifications: enNotifications,
  presence: enPresence,
  settings: enSettings,
  'who-is-who': enWhoIsWho,
  'clock-settings': enClockSettings,
  'sign-in': enSignIn,
  switcher: enSwitcher,
  team: enTeam,
  'team-log': enTeamLog,
  triage: enTriage,
} as const

export type WordArea = keyof typeof englishWords

export const words = {
  en: englishWords,
  ru: {
    alarms: ruAlarms,
    'chat-list': ruChatList,
    common: ruCommon,
    composer: ruComposer,
    connection: ruConnection,
    conversation: ruConversation,
    notes: ruNotes,
    notifications: ruNotifications,
    presence: ruPresence,
    settings: ruSettings,
    'who-is-who': ruWhoIsWho,
    'clock-settings': ruClockSettings,
    'sign-in': ruSignIn,
    switcher: ruSwitcher,
    team: ruTeam,
    'team-log': ruTeamLog,
    triage: ruTriage,
  },
} as const satisfies Record<Language, Record<WordArea, object>>

/** The first of the user's languages that the console speaks; English when it speaks none. */
export function chooseLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.toLowerCase().split('-')[0]
    const known = languages.find((language) => language === base)
    if (known !== undefined) return known
  }
  return 'en'
}
