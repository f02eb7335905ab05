import { pino } from 'pino'
import type * as Td from 'tdlib-types'
import { expect, test } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { openRequests } from '../../../test/support/open-requests.ts'
import { type MessageReactions, readReactions } from '../telegram/message.ts'
import { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import { Reactions } from './reactions.ts'
import { Tails } from './tails.ts'

const chatId = -100
const messageId = 7
const sender = (userId: number): Td.MessageSender => ({ _: 'messageSenderUser', user_id: userId })

/** Reactions where Telegram names these users out of the total number. */
function tell(userIds: readonly number[], totalCount = userIds.length): MessageReactions | undefined {
  const kind = { total_count: totalCount, is_chosen: false, recent_sender_ids: userIds.map(sender) }
  return readReactions({
    can_get_added_reactions: true,
    reactions: [kind],
  } as unknown as Td.messageReactions)
}

function setUp() {
  const answers: ((userIds: readonly number[]) => Promise<void>)[] = []
  const invoke = (): Promise<unknown> =>
    new Promise((resolve) => {
      answers.push(async (userIds) => {
        const reactions = userIds.map((id) => ({ is_outgoing: false, sender_id: sender(id) }))
        resolve({ ok: true, value: { reactions } })
        await new Promise(setImmediate)
      })
    })
  const client = { invoke } as unknown as TdClient
  const tails = new Tails({ onChange: () => undefined })
  tails.add(chatId, { id: messageId, dateS: 1, from: 'user', userId: 5, isOwn: false })
  const reactions = new Reactions({
    requests: openRequests(new FakeClock(), { client: () => client }).requests,
    tails,
    people: new People(),
    log: pino({ level: 'silent' }),
    isAsked: () => true,
  })
  const see = async (told: MessageReactions | undefined): Promise<void> => {
    reactions.see(chatId, messageId, told)
    await new Promise(setImmediate)
  }
  const readIds = () => tails.find(chatId)?.tail.facts[0]?.reactedByIds ?? []
  return { answers, reactions, readIds, see }
}

test('asks who reacted where Telegram does not name everybody', async () => {
  const { answers, readIds, see } = setUp()
  await see(tell([1], 3))
  await answers[0]?.([1, 2, 3])
  expect(readIds()).toEqual([1, 2, 3])
})

test('asks again when somebody reacted before the answer came', async () => {
  const { answers, readIds, see } = setUp()
  await see(tell([1], 3))
  await see(tell([9], 4))
  await answers[0]?.([1, 2, 3])
  expect(answers).toHaveLength(2)
  await answers[1]?.([1, 2, 3, 9])
  expect(readIds()).toEqual([1, 2, 3, 9])
})

test('does not let an answer replace newer reactions', async () => {
  const { answers, readIds, see } = setUp()
  await see(tell([1], 3))
  await see(tell([]))
  await answers[0]?.([1, 2, 3])
  expect(readIds()).toEqual([])
})

test('drops an answer for the previous account', async () => {
  const { answers, reactions, readIds, see } = setUp()
  await see(tell([1], 3))
  reactions.clear()
  await answers[0]?.([1, 2, 3])
  expect(readIds()).toEqual([])
})
