import { describe, expect, it } from 'vitest'
import { MediaKind, sendFailureCodes, type ServiceEvent } from '#shared/contract/entities/message.ts'
import en from '#shared/i18n/en/conversation.json' with { type: 'json' }
import ru from '#shared/i18n/ru/conversation.json' with { type: 'json' }
import { formatPlayingTime, formatSize } from './media-words.ts'
import { describeService, formatPeriod } from './service-words.ts'

const events: readonly ServiceEvent[] = [
  { kind: 'members_added', names: ['Oleg', 'Maria'] },
  { kind: 'members_added', names: ['Anna'] },
  { kind: 'joined_by_link' },
  { kind: 'joined_by_request' },
  { kind: 'member_left', name: 'Anna', isSender: true },
  { kind: 'member_left', name: 'Oleg', isSender: false },
  { kind: 'group_created', title: 'A' },
  { kind: 'title_changed', title: 'A' },
  { kind: 'topic_created', title: 'A' },
  { kind: 'topic_renamed', title: 'A' },
  { kind: 'photo_changed' },
  { kind: 'photo_deleted' },
  { kind: 'upgraded_to_supergroup' },
  { kind: 'upgraded_from_group' },
  { kind: 'screenshot_taken' },
  { kind: 'contact_registered' },
  { kind: 'history_cleared' },
  { kind: 'message_pinned', preview: 'disk is full' },
  { kind: 'message_pinned', preview: '' },
  { kind: 'auto_delete_changed', seconds: 604_800 },
  { kind: 'auto_delete_changed', seconds: 0 },
  { kind: 'video_chat_started' },
  { kind: 'video_chat_scheduled' },
  { kind: 'video_chat_ended', seconds: 65 },
  { kind: 'theme_changed', name: '🐥' },
  { kind: 'theme_changed', name: '' },
  { kind: 'other', type: 'messageGiveaway' },
]
const languages = { en: en.service, ru: ru.service } as const satisfies Record<string, Record<string, string>>

function write(language: 'en' | 'ru', event: ServiceEvent, isSelf = false, isChannel = false): string {
  const { key, values } = describeService(event, {
    sender: { name: 'Anna', isSelf },
    chatKind: isChannel ? 'channel' : 'supergroup',
    language,
  })
  const template: string | undefined = (languages[language] as Record<string, string>)[key]
  expect(template, `${language}: ${key}`).toBeTypeOf('string')
  return (template ?? '').replaceAll(
    /\{\{(\w+)\}\}/gu,
    (_, name: string) => values[name] ?? `MISSING ${name}`,
  )
}

describe('service lines', () => {
  it('have complete words for every event, sender and kind of chat, in both languages', () => {
    for (const language of ['en', 'ru'] as const) {
      for (const event of events) {
        for (const isSelf of [false, true]) {
          for (const isChannel of [false, true]) {
            expect(write(language, event, isSelf, isChannel)).not.toContain('MISSING')
          }
        }
      }
    }
  })

  it('read as people say it', () => {
    const bare = (text: string): string => text.replaceAll(/[\u2068\u2069]/gu, '')
    expect(bare(write('en', { kind: 'members_added', names: ['Oleg', 'Maria'] }))).toBe(
      'Anna added Oleg and Maria',
    )
    expect(bare(write('ru', { kind: 'members_added', names: ['Oleg', 'Maria'] }))).toBe(
      'Anna добавляет в группу: Oleg и Maria',
    )
    expect(bare(write('en', { kind: 'members_added', names: ['Anna'] }))).toBe('Anna joined the group')
    expect(bare(write('ru', { kind: 'auto_delete_changed', seconds: 604_800 }, true))).toBe(
      'Вы включили автоудаление сообщений: 1 неделя',
    )
  })
})

describe('words of content', () => {
  it('cover every kind of media and every reason of failure', () => {
    for (const words of [en, ru]) {
      expect(Object.keys(words.media).sort()).toEqual([...MediaKind.options].sort())
      for (const code of sendFailureCodes) expect(Object.keys(words.failure)).toContain(code)
    }
  })

  it('have the same keys in both languages, plural forms aside', () => {
    const flatten = (value: object, path = ''): readonly string[] =>
      Object.entries(value).flatMap(([key, inner]) =>
        typeof inner === 'object' && inner !== null
          ? flatten(inner, `${path}${key}.`)
          : [`${path}${key}`.replace(/_(?:one|few|many|other)$/u, '')],
      )
    expect(new Set(flatten(ru))).toEqual(new Set(flatten(en)))
  })

  it('format periods, playing times and sizes', () => {
    expect(formatPeriod(65, 'en')).toBe('1 minute 5 seconds')
    expect(formatPeriod(3 * 86_400 + 3600, 'ru')).toBe('3 дня 1 час')
    expect(formatPeriod(0, 'en')).toBe('0 seconds')
    expect(formatPlayingTime(42.4)).toBe('0:42')
    expect(formatPlayingTime(3725)).toBe('1:02:05')
    expect(formatSize(4_200_000, 'en')).toBe('4.2 MB')
    expect(formatSize(999, 'en')).toBe('999 byte')
  })
})
