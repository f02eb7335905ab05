import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { writeNotification, type NotificationVocabulary } from './notification-words.ts'

const words: NotificationVocabulary = {
  mention: (title) => `@ ${title}`,
  red: (title, minutes) => `${title} ${minutes}`,
  breach: (title, minutes) => `${title} !${minutes}`,
  digest: (count) => `${count} chats`,
  redDigest: (count) => `${count} red`,
  digestBody: (title) => `last ${title}`,
  alarm: (title, isAgain) => `${isAgain ? '!!' : '!'} ${title}`,
  alarmBody: (author) => `${author} calls`,
  noteMention: (title) => `note ${title}`,
  more: (count) => `+${count}`,
  describe: (preview) => (preview.kind === 'text' ? preview.text : preview.kind),
}
const message: NotificationView = {
  chatId: -5 as ChatId,
  kind: 'message',
  title: 'Polar Express',
  author: 'Nikita',
  preview: { kind: 'text', text: 'is anybody there?' },
  count: 1,
  isSilent: false,
  canReply: true,
}

const { author: _author, ...unsigned } = message
const { preview: _preview, ...wordless } = message

describe('writeNotification', () => {
  it('lets no name or text turn the words around it', () => {
    const turned = {
      ...message,
      title: 'Polar \u202Esserpxe',
      author: '\u2067Nikita',
      preview: { kind: 'text', text: 'pay \u202E001\u202C now' },
    } as const
    expect(writeNotification(turned, words)).toEqual({ title: 'Polar sserpxe', body: 'Nikita: pay 001 now' })
  })

  it.each([
    [message, 'Polar Express', 'Nikita: is anybody there?'],
    [{ ...message, count: 3 }, 'Polar Express', 'Nikita: is anybody there?\n+2'],
    [{ ...message, kind: 'mention' }, '@ Polar Express', 'Nikita: is anybody there?'],
    [{ ...message, kind: 'red', waitedMin: 10 }, 'Polar Express 10', 'Nikita: is anybody there?'],
    [{ ...message, kind: 'breach', waitedMin: 15 }, 'Polar Express !15', 'Nikita: is anybody there?'],
    [{ ...message, kind: 'digest', count: 12 }, '12 chats', 'last Polar Express'],
    [{ ...message, kind: 'red_digest', count: 12 }, '12 red', 'last Polar Express'],
    [{ ...message, kind: 'alarm' }, '! Polar Express', 'Nikita: is anybody there?'],
    [{ ...wordless, kind: 'alarm', isAgain: true }, '!! Polar Express', 'Nikita calls'],
    [{ ...message, kind: 'note_mention' }, 'note Polar Express', 'Nikita: is anybody there?'],
    [unsigned, 'Polar Express', 'is anybody there?'],
  ] as const)('%j', (view, title, body) => {
    expect(writeNotification(view, words)).toEqual({ title, body })
  })
})
