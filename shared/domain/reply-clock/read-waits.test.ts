import { describe, expect, test } from 'vitest'
import type { MessageFact, MessageTail } from '../message-tail/message-tail.ts'
import { type AnswerRules, readWaits } from './read-waits.ts'

const me = 1
const colleague = 2
const rules: AnswerRules = {
  isStaff: (userId) => userId === me || userId === colleague,
  anonymousIsStaff: false,
  reactionAnswers: false,
}

type Draft = Partial<MessageFact>
const customer: Draft = { userId: 70 }
const other: Draft = { userId: 71 }
const staff: Draft = { userId: colleague }
const phone: Draft = { userId: me, isOwn: true }
const bot: Draft = { from: 'bot', userId: 500 }
const service: Draft = { from: 'service', userId: 0 }
const channel: Draft = { from: 'channel', userId: 0 }
const asOwnChannel: Draft = { userId: 0 }
const admin: Draft = { from: 'anonymous_admin', userId: 0 }
const ownAdmin: Draft = { ...admin, isOwn: true }
const unseen = (draft: Draft): Draft => ({ ...draft, isUnseen: true })
const gone = (draft: Draft): Draft => ({ ...draft, isDeleted: true })
const reacted = (draft: Draft, ...reactedByIds: number[]): Draft => ({ ...draft, reactedByIds })

/** Message n of the list has id n and is of minute n. */
const whole = (...drafts: Draft[]): MessageTail => ({
  facts: drafts.map((draft, index) => ({
    id: index + 1,
    dateS: (index + 1) * 60,
    from: 'user',
    userId: 0,
    isOwn: false,
    ...draft,
  })),
  reachesStart: true,
})
const part = (...drafts: Draft[]): MessageTail => ({ ...whole(...drafts), reachesStart: false })

describe('who waits', () => {
  test.each<[string, Draft[], { since: number; count: number } | undefined]>([
    ['nobody in an empty chat', [], undefined],
    ['a customer', [customer], { since: 1, count: 1 }],
    [
      'the first of the messages, though the customer nags',
      [customer, customer, customer],
      { since: 1, count: 3 },
    ],
    ['the first of several customers', [customer, other], { since: 1, count: 2 }],
    ['nobody after an answer', [customer, customer, staff], undefined],
    ['nobody after an answer from another device', [customer, phone], undefined],
    [
      'still the customer after an answer that draws nothing',
      [customer, unseen(staff)],
      { since: 1, count: 1 },
    ],
    [
      'still the customer after blanks from another device',
      [customer, unseen(phone)],
      { since: 1, count: 1 },
    ],
    ['a customer who sends blanks', [unseen(customer)], { since: 1, count: 1 }],
    ['who wrote after the answer', [customer, staff, other, customer], { since: 3, count: 2 }],
    ['nobody after words of staff alone', [staff, phone], undefined],
    ['still the customer after a bot', [customer, bot], { since: 1, count: 1 }],
    ['still the customer after somebody joined', [customer, service], { since: 1, count: 1 }],
    ['still the customer after a post of the channel', [customer, channel], { since: 1, count: 1 }],
    ['nobody when only bots, posts and joins are there', [bot, service, channel], undefined],
    ['a person who writes as a channel', [asOwnChannel], { since: 1, count: 1 }],
    ['an anonymous administrator, who is a customer', [admin], { since: 1, count: 1 }],
    ['nobody after we answered as an anonymous administrator', [customer, ownAdmin], undefined],
    ['the next one when the first was deleted', [gone(customer), customer, other], { since: 2, count: 2 }],
    ['nobody when all was deleted', [gone(customer), gone(customer)], undefined],
    [
      'the first again when the answer was deleted',
      [customer, gone(staff), customer],
      { since: 1, count: 2 },
    ],
    ['nobody when one of two answers was deleted', [customer, staff, gone(phone)], undefined],
    ['still the customer after a reaction', [reacted(customer, me)], { since: 1, count: 1 }],
  ])('%s', (_, drafts, expected) => {
    const { open, isComplete } = readWaits(whole(...drafts), rules)
    expect(isComplete).toBe(true)
    expect(open && { since: open.startS / 60, count: open.messageCount }).toEqual(expected)
    if (open !== undefined) expect(open).toMatchObject({ startMessageId: open.startS / 60, isComplete: true })
  })

  test('anonymous administrators answer where they are staff', () => {
    const asStaff = { ...rules, anonymousIsStaff: true }
    expect(readWaits(whole(customer, admin), asStaff).open).toBeUndefined()
    expect(readWaits(whole(admin), asStaff).open).toBeUndefined()
  })

  test('a wait that began in the group the chat was upgraded from goes on', () => {
    const old = { ...whole(customer).facts[0]!, id: 9 - 2 ** 52 }
    const tail = { facts: [old, ...whole(service, customer).facts], reachesStart: true }
    expect(readWaits(tail, rules).open).toMatchObject({
      startMessageId: 9 - 2 ** 52,
      startS: 60,
      messageCount: 2,
    })
  })
})

describe('a reaction, where it answers', () => {
  const reacting = { ...rules, reactionAnswers: true }

  test.each<[string, Draft[], number | undefined]>([
    [
      'of staff answers its message and all older ones',
      [customer, other, reacted(customer, 70, me)],
      undefined,
    ],
    ['answers no newer ones', [reacted(customer, colleague), customer], 2],
    ['of a customer answers nothing', [reacted(customer, 71)], 1],
    ['to a bot answers nothing', [customer, reacted(bot, me)], 1],
    ['to a deleted message answers nothing', [customer, reacted(gone(customer), me)], 1],
  ])('%s', (_, drafts, since) => {
    expect(readWaits(whole(...drafts), reacting).open?.startMessageId).toBe(since)
  })

  test('is an end without a date', () => {
    expect(readWaits(whole(customer, reacted(customer, 70, colleague)), reacting).closed).toEqual([
      {
        startMessageId: 1,
        startS: 60,
        lastMessageId: 2,
        messageCount: 2,
        endedBy: 'reaction',
        answeredBy: colleague,
      },
    ])
  })
})

describe('no reply needed', () => {
  const marked = (upToMessageId: number, atMinute: number): AnswerRules => ({
    ...rules,
    noReplies: [{ upToMessageId, atMs: atMinute * 60_000 + 999, byUserId: colleague }],
  })

  test.each<[string, Draft[], number, number | undefined]>([
    ['answers all that was written', [customer, customer], 2, undefined],
    ['answers nothing that comes later', [customer, bot, customer], 2, 3],
    ['answers what is there though its own message is not', [customer, customer], 99, undefined],
    ['changes nothing where an answer came before', [customer, staff, customer], 2, 3],
  ])('%s', (_, drafts, upTo, since) => {
    expect(readWaits(whole(...drafts), marked(upTo, 9)).open?.startMessageId).toBe(since)
  })

  test('ends the wait when it is said', () => {
    expect(readWaits(whole(customer, customer, staff), marked(2, 30)).closed).toEqual([
      {
        startMessageId: 1,
        startS: 60,
        lastMessageId: 2,
        messageCount: 2,
        endedBy: 'no_reply_needed',
        endS: 1800,
        answeredBy: colleague,
      },
    ])
    expect(readWaits(whole(customer), marked(1, 0)).closed[0]?.endS).toBe(60)
  })

  test('taken back, the clock goes on as if nothing had been said', () => {
    expect(readWaits(whole(customer), { ...rules, noReplies: [] }).open?.startMessageId).toBe(1)
  })

  test('said more than once, each ends the wait of its time', () => {
    const noReplies = [
      { upToMessageId: 2, atMs: 500_000 },
      { upToMessageId: 1, atMs: 100_000 },
    ]
    const { closed } = readWaits(whole(customer, customer), { ...rules, noReplies })
    expect(closed.map(({ endS, startMessageId }) => [startMessageId, endS])).toEqual([
      [1, 100],
      [2, 500],
    ])
  })

  test('makes a part of the history complete, if it reaches into it', () => {
    expect(readWaits(part(customer, customer), marked(1, 9))).toMatchObject({
      isComplete: true,
      open: { startMessageId: 2, isComplete: true },
    })
    expect(readWaits(part(customer), marked(0, 9)).isComplete).toBe(false)
  })
})

describe('waits that ended', () => {
  test('are each from the oldest unanswered message to the answer', () => {
    expect(readWaits(whole(customer, bot, other, staff, phone, customer, phone, customer), rules)).toEqual({
      closed: [
        {
          startMessageId: 1,
          startS: 60,
          lastMessageId: 3,
          messageCount: 2,
          endedBy: 'reply',
          endS: 240,
          answeredBy: colleague,
          answerMessageId: 4,
        },
        {
          startMessageId: 6,
          startS: 360,
          lastMessageId: 6,
          messageCount: 1,
          endedBy: 'reply',
          endS: 420,
          answeredBy: me,
          answerMessageId: 7,
        },
      ],
      open: { startMessageId: 8, startS: 480, lastMessageId: 8, messageCount: 1, isComplete: true },
      isComplete: true,
    })
  })

  test('name nobody when it was an anonymous administrator', () => {
    expect(readWaits(whole(customer, ownAdmin), rules).closed[0]).not.toHaveProperty('answeredBy')
  })
})

describe('a part of the history', () => {
  test('without an answer is not complete: it may have begun earlier', () => {
    expect(readWaits(part(customer, bot), rules)).toMatchObject({
      isComplete: false,
      open: { startMessageId: 1, isComplete: false },
    })
    expect(readWaits(part(), rules)).toEqual({ closed: [], isComplete: false })
    expect(readWaits(part(gone(staff), customer), rules).isComplete).toBe(false)
  })

  test('is complete from an answer on, and does not tell of a wait whose beginning it does not know', () => {
    const { closed, isComplete, open } = readWaits(part(customer, staff, customer, staff, customer), rules)
    expect(isComplete).toBe(true)
    expect(open).toMatchObject({ startMessageId: 5, isComplete: true })
    expect(closed.map(({ startMessageId }) => startMessageId)).toEqual([3])
  })
})
