import { beforeEach, expect, test } from 'vitest'
import type { TlObject, TlValue } from '../rpc.ts'
import { FakeClock } from '../../support/fake-clock.ts'
import { startDelivery } from '../world/scheduled.ts'
import { anna, boris, createSmallSeed, smallSeedDate, supportChat } from '../world/small-seed.ts'
import { TestCaller } from './test-caller.ts'
import type { RecordingSession } from './test-caller.ts'

const nowS = smallSeedDate + 3600
let clock: FakeClock
let caller: TestCaller
let desk: RecordingSession
let phone: RecordingSession

beforeEach(() => {
  clock = new FakeClock({ startMs: nowS * 1000 })
  caller = new TestCaller(createSmallSeed(), clock)
  desk = caller.open(anna)
  phone = caller.open(anna)
})

const peer = (): TlObject => ({
  _: 'inputPeerChannel',
  channel_id: supportChat,
  access_hash: caller.world.chat(supportChat).accessHash,
})

function schedule(message: string, date: number, extra: Readonly<Record<string, TlValue>> = {}): TlObject {
  return caller.call(desk, 'messages.sendMessage', {
    peer: peer(),
    message,
    random_id: BigInt(date) + BigInt(message.length),
    schedule_date: date,
    ...extra,
  })
}

function list(): readonly (readonly [id: TlValue, text: TlValue, date: TlValue])[] {
  const { messages } = caller.call(desk, 'messages.getScheduledHistory', { peer: peer(), hash: 0n })
  return (messages as readonly TlObject[]).map(({ id, message, date }) => [id, message, date] as const)
}

function names(updates: TlObject): readonly string[] {
  return (updates['updates'] as readonly TlObject[]).map((update) => update._)
}

test('they are listed with the latest first, changed, and deleted', () => {
  expect(names(schedule('one', nowS + 600))).toEqual(['updateMessageID', 'updateNewScheduledMessage'])
  schedule('two', nowS + 900)
  expect(list()).toEqual([
    [2, 'two', nowS + 900],
    [1, 'one', nowS + 600],
  ])
  const changed = caller.call(desk, 'messages.editMessage', {
    peer: peer(),
    id: 1,
    message: 'one, later',
    schedule_date: nowS + 1200,
  })
  expect(names(changed)).toEqual(['updateNewScheduledMessage'])
  expect(list()[0]).toEqual([1, 'one, later', nowS + 1200])
  const gone = caller.call(desk, 'messages.deleteScheduledMessages', { peer: peer(), id: [1, 99] })
  expect((gone['updates'] as readonly TlObject[])[0]).toMatchObject({ messages: [1] })
  expect(list()).toEqual([[2, 'two', nowS + 900]])
  caller.world.publisher.flush()
  expect(caller.world.chat(supportChat).messages).toHaveLength(3)
})

test('a date that has passed, or is too far, is refused', () => {
  expect(() => schedule('late', nowS)).toThrow('SCHEDULE_DATE_INVALID')
  expect(() => schedule('far', nowS + 400 * 86_400)).toThrow('SCHEDULE_DATE_TOO_LATE')
})

test('each is delivered at its time, as an ordinary message of its author', async () => {
  const cancel = startDelivery(caller.world, clock)
  schedule('second', nowS + 900)
  schedule('first', nowS + 600)
  const texts = (): readonly unknown[] =>
    caller.world
      .chat(supportChat)
      .messages.slice(3)
      .map((message) => [message?.text, message?.date, message?.fromId, message?.isFromScheduled])
  await clock.advanceBy(599_000)
  expect(texts()).toEqual([])
  await clock.advanceBy(1_000)
  expect(texts()).toEqual([['first', nowS + 600, anna, true]])
  await clock.advanceBy(300_000)
  expect(texts()[1]).toEqual(['second', nowS + 900, anna, true])
  expect(list()).toEqual([])
  caller.world.publisher.flush()
  expect(phone.takeUpdates().map((update) => update._)).toEqual([
    'updateNewScheduledMessage',
    'updateNewScheduledMessage',
    'updateNewChannelMessage',
    'updateDeleteScheduledMessages',
    'updateNewChannelMessage',
    'updateDeleteScheduledMessages',
  ])
  cancel()
})

test('sending at once brings it to everybody; a session that was away learns what waits and what is gone', () => {
  const away = { pts: caller.world.account(anna).log.pts, date: nowS, qts: 0 }
  schedule('kept', nowS + 600)
  schedule('sent', nowS + 700)
  const other = caller.open(boris)
  const sent = caller.call(desk, 'messages.sendScheduledMessages', { peer: peer(), id: [2] })
  expect(names(sent)).toEqual(['updateNewChannelMessage', 'updateDeleteScheduledMessages'])
  expect((sent['updates'] as readonly TlObject[])[1]).toMatchObject({ messages: [2], sent_messages: [4] })
  caller.world.publisher.flush()
  expect(other.takeUpdates()[0]).toMatchObject({ message: { message: 'sent', from_scheduled: true } })
  const difference = caller.call(phone, 'updates.getDifference', away)
  const updates = difference['other_updates'] as readonly TlObject[]
  expect(updates.filter((update) => update._.includes('Scheduled'))).toMatchObject([
    { _: 'updateNewScheduledMessage', message: { id: 1, message: 'kept' } },
    { _: 'updateDeleteScheduledMessages', messages: [2] },
  ])
})
