import { expect, test } from 'vitest'
import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { toMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { skipsMessages } from './tail-joining.ts'

const makeFact = (number: number): MessageFact => ({
  id: toMessageId(number),
  dateS: 1_000 + number,
  from: 'user',
  userId: 7,
  isOwn: false,
})

test.each([
  ['a supergroup', -1_001_700_000_002, true],
  ['the supergroup with the lowest id', -1_997_852_516_352, true],
  ['a secret chat', -1_999_999_999_999, false],
  ['a basic group', -999_999_999_999, false],
  ['a private chat', 7, false],
] as const)(
  'in %s a number left out means that messages are missing: %s → %s',
  (_kind, chatId, isMissing) => {
    const tail = { facts: [makeFact(5)], reachesStart: false }
    expect(skipsMessages(chatId, tail, makeFact(6))).toBe(false)
    expect(skipsMessages(chatId, tail, makeFact(7))).toBe(isMissing)
  },
)
