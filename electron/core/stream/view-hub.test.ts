import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { PatchBatch, PatchOp } from '#shared/contract/patches.ts'
import { buildChat, buildConversation, buildMessage } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createViewHub } from './view-hub.ts'
import type { StreamLimits } from './window-stream.ts'

const chat = (id: number, unreadCount = 0): PatchOp => ({ op: 'chat', value: buildChat(id, { unreadCount }) })
const message = (chatId: number, id: number): PatchOp => ({ op: 'message', value: buildMessage(chatId, id) })

function start(limits: Partial<StreamLimits> = {}) {
  const clock = new FakeClock()
  const hub = createViewHub({ clock, limits: { listIntervalMs: 16, ...limits } })
  const base: PatchOp[] = []
  const connect = () => {
    const batches: PatchBatch[] = []
    const stream = hub.connect({
      send: (batch) => batches.push(batch),
      readBase: () => base,
      readConversation: (chatId) => [{ op: 'conversation', value: buildConversation(chatId) }],
    })
    return { batches, stream }
  }
  return { clock, hub, base, connect }
}

describe('a window', () => {
  it('hears nothing before it opens its stream, then a snapshot first', async () => {
    const { clock, hub, base, connect } = start()
    const { batches, stream } = connect()
    hub.publish([chat(1)])
    await clock.advanceBy(100)
    expect(batches).toEqual([])
    base.push(chat(1))
    stream.open()
    expect(batches).toEqual([{ seq: 1, isSnapshot: true, ops: [chat(1)] }])
  })

  it('gets an empty snapshot of an empty core', () => {
    const { connect } = start()
    const { batches, stream } = connect()
    stream.open()
    expect(batches).toEqual([{ seq: 1, isSnapshot: true, ops: [] }])
  })

  it('gets at most one batch in 16 ms, with the last patch of each entity', async () => {
    const { clock, hub, connect } = start()
    const { batches, stream } = connect()
    stream.open()
    await clock.advanceBy(1000)
    hub.publish([chat(1, 1)])
    hub.publish([chat(1, 2), chat(2)])
    await clock.advanceBy(16)
    expect(batches.slice(1)).toEqual([{ seq: 2, isSnapshot: false, ops: [chat(1, 2), chat(2)] }])
    hub.publish([chat(1, 3)])
    await clock.advanceBy(15)
    expect(batches).toHaveLength(2)
    await clock.advanceBy(1)
    expect(batches).toHaveLength(3)
  })

  it('gets rows of lists together and less often, and never keeps anything else waiting for them', async () => {
    const { clock, hub, connect } = start({ listIntervalMs: 100 })
    const { batches, stream } = connect()
    stream.open()
    stream.openConversation(1 as ChatId)
    await clock.advanceBy(1000)
    hub.publish([chat(1, 1)])
    await clock.advanceBy(8)
    hub.publish([chat(2)])
    await clock.advanceBy(8)
    expect(batches.slice(1)).toEqual([{ seq: 2, isSnapshot: false, ops: [chat(1, 1), chat(2)] }])
    hub.publish([chat(1, 2)])
    await clock.advanceBy(50)
    expect(batches).toHaveLength(2)
    hub.publish([message(1, 7)])
    await clock.advanceBy(0)
    expect(batches.slice(2)).toEqual([{ seq: 3, isSnapshot: false, ops: [chat(1, 2), message(1, 7)] }])
    hub.publish([chat(1, 3)])
    await clock.advanceBy(99)
    expect(batches).toHaveLength(3)
    await clock.advanceBy(1)
    expect(batches).toHaveLength(4)
  })

  it('gets alarms at once, with the rows that were published before them', async () => {
    const { clock, hub, connect } = start({ listIntervalMs: 100 })
    const { batches, stream } = connect()
    const alarms: PatchOp = { op: 'alarms', value: [] }
    stream.open()
    await clock.advanceBy(1000)
    hub.publish([chat(1, 1)])
    hub.publish([alarms])
    expect(batches.slice(1)).toEqual([{ seq: 2, isSnapshot: false, ops: [alarms, chat(1, 1)] }])
    await clock.advanceBy(15)
    hub.publish([alarms, chat(1, 2)])
    expect(batches).toHaveLength(2)
    await clock.advanceBy(1)
    expect(batches.slice(2)).toEqual([{ seq: 3, isSnapshot: false, ops: [alarms, chat(1, 2)] }])
    await clock.advanceBy(1000)
    expect(batches).toHaveLength(3)
    expect(clock.pendingCount).toBe(0)
  })

  it('that is slow gets no alarm before it has caught up', async () => {
    const { clock, hub, connect } = start({ maxUnackedBatches: 1 })
    const { batches, stream } = connect()
    stream.open()
    await clock.advanceBy(16)
    hub.publish([chat(1)])
    await clock.advanceBy(1000)
    hub.publish([{ op: 'alarms', value: [] }])
    expect(batches).toHaveLength(2)
    stream.acknowledge(2)
    await clock.advanceBy(0)
    expect(batches.at(-1)?.ops).toEqual([{ op: 'alarms', value: [] }])
  })

  it('gets messages only of chats that it has open, and forgets a closed one', async () => {
    const { clock, hub, connect } = start()
    const one = connect()
    const two = connect()
    one.stream.open()
    two.stream.open()
    one.stream.openConversation(5 as ChatId)
    hub.publish([message(5, 1), message(6, 1)])
    await clock.advanceBy(16)
    expect(one.batches.slice(1).flatMap((batch) => batch.ops)).toEqual([message(5, 1)])
    expect(two.batches).toHaveLength(1)
    hub.publish([message(5, 2), { op: 'conversation', value: buildConversation(5) }])
    one.stream.closeConversation(5 as ChatId)
    hub.publish([message(5, 3)])
    await clock.advanceBy(16)
    expect(one.batches.at(-1)?.ops).toEqual([{ op: 'clear_messages', chatId: 5 }])
  })

  it('clears a history before the messages that came after it', async () => {
    const { clock, connect } = start()
    const { batches, stream } = connect()
    stream.open()
    stream.openConversation(5 as ChatId)
    stream.publish([message(5, 1), { op: 'clear_messages', chatId: 5 as ChatId }, message(5, 2)])
    await clock.advanceBy(16)
    expect(batches.at(-1)?.ops).toEqual([{ op: 'clear_messages', chatId: 5 }, message(5, 2)])
  })

  it('that is slow gets what it missed in one batch', async () => {
    const { clock, hub, connect } = start({ maxUnackedBatches: 2 })
    const { batches, stream } = connect()
    stream.open()
    for (let n = 1; n <= 10; n += 1) {
      hub.publish([chat(1, n)])
      await clock.advanceBy(16)
    }
    expect(batches).toHaveLength(3)
    stream.acknowledge(2)
    await clock.advanceBy(16)
    expect(batches.slice(3)).toEqual([{ seq: 4, isSnapshot: false, ops: [chat(1, 10)] }])
  })

  it('that is too far behind gets one snapshot when it has caught up, open conversations included', async () => {
    const { clock, hub, base, connect } = start({ maxUnackedBatches: 2, maxWaitingOps: 3 })
    const { batches, stream } = connect()
    stream.open()
    stream.openConversation(5 as ChatId)
    for (let n = 1; n <= 10; n += 1) {
      hub.publish([chat(n)])
      await clock.advanceBy(16)
    }
    base.push(chat(77))
    stream.acknowledge(2)
    await clock.advanceBy(100)
    expect(batches).toHaveLength(3)
    stream.acknowledge(3)
    await clock.advanceBy(100)
    const conversation = { op: 'conversation', value: buildConversation(5) }
    expect(batches.slice(3)).toEqual([{ seq: 4, isSnapshot: true, ops: [chat(77), conversation] }])
  })

  it('may take its time with the first picture', async () => {
    const { clock, hub, base, connect } = start({ maxUnackedBatches: 2, maxOpsPerBatch: 2 })
    const { batches, stream } = connect()
    base.push(chat(1), chat(2), chat(3), chat(4), chat(5))
    stream.open()
    expect(batches.map((batch) => [batch.seq, batch.isSnapshot, batch.ops.length])).toEqual([
      [1, true, 2],
      [2, false, 2],
      [3, false, 1],
    ])
    hub.publish([chat(6)])
    await clock.advanceBy(16)
    expect(batches).toHaveLength(4)
  })

  it('that acknowledges a batch it cannot have is ignored', async () => {
    const { clock, hub, connect } = start({ maxUnackedBatches: 1 })
    const { batches, stream } = connect()
    stream.open()
    for (const seq of [99, Number.NaN, -1, 0.5]) stream.acknowledge(seq)
    hub.publish([chat(1)])
    await clock.advanceBy(16)
    hub.publish([chat(2)])
    await clock.advanceBy(16)
    expect(batches).toHaveLength(2)
  })

  it('that closed is forgotten, with its timer', async () => {
    const { clock, hub, connect } = start()
    const { batches, stream } = connect()
    stream.open()
    hub.publish([chat(1)])
    stream.close()
    stream.close()
    hub.publish([chat(2)])
    stream.open()
    stream.publish([chat(1)])
    await clock.advanceBy(100)
    expect(batches).toHaveLength(1)
    expect(clock.pendingCount).toBe(0)
  })
})
