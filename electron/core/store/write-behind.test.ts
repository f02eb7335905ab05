import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { buildChat, buildMessage, buildPlace } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { migrations } from './migrations/index.ts'
import { prepareTables } from './tables.ts'
import { WriteBehind } from './write-behind.ts'

function start(options: { flushAtCount?: number; maxWaitingMessages?: number } = {}) {
  const db = new Database(':memory:')
  for (const { sql } of migrations) db.exec(sql)
  const tables = prepareTables(db)
  const clock = new FakeClock()
  const disk = { isFull: false, writes: 0 }
  const pending = new WriteBehind({
    clock,
    ...options,
    write: (apply) => {
      if (disk.isFull) return false
      disk.writes += 1
      db.transaction(apply)(tables)
      return true
    },
  })
  return { tables, clock, disk, pending }
}

const id = fc.integer({ min: 1, max: 3 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('chat' as const), id, n: fc.nat(9) }),
  fc.record({ kind: fc.constant('drop_chat' as const), id, n: fc.nat(9) }),
  fc.record({ kind: fc.constant('place' as const), id, n: fc.nat(9) }),
  fc.record({ kind: fc.constant('drop_place' as const), id, n: fc.nat(9) }),
  fc.record({ kind: fc.constant('message' as const), id, n: fc.nat(4) }),
  fc.record({ kind: fc.constant('drop_message' as const), id, n: fc.nat(4) }),
)
const action = fc.oneof(
  { weight: 6, arbitrary: step },
  { weight: 1, arbitrary: fc.constant({ kind: 'flush' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

function put(pending: WriteBehind, { kind, id, n }: Step): void {
  const chatId = id as ChatId
  if (kind === 'chat') pending.setChat(chatId, buildChat(id, { unreadCount: n }))
  else if (kind === 'drop_chat') pending.setChat(chatId, undefined)
  else if (kind === 'place') pending.setPlace(chatId, 'main', buildPlace(id, `${n}`))
  else if (kind === 'drop_place') pending.setPlace(chatId, 'main', undefined)
  else if (kind === 'message') pending.setMessages([buildMessage(id, n)])
  else pending.dropMessages(chatId, [n as MessageId])
}

describe('writing behind', () => {
  it('ends as if every change had been written at once', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 60, size: 'max' }), (actions) => {
        const behind = start()
        const direct = start({ flushAtCount: 1 })
        for (const one of actions) {
          if (one.kind === 'flush') {
            behind.pending.flush()
            continue
          }
          put(behind.pending, one)
          put(direct.pending, one)
        }
        behind.pending.flush()
        expect(behind.tables.chats.loadList()).toEqual(direct.tables.chats.loadList())
        for (const chatId of [1, 2, 3] as ChatId[]) {
          expect(behind.tables.messages.readBefore(chatId, undefined, 99)).toEqual(
            direct.tables.messages.readBefore(chatId, undefined, 99),
          )
        }
      }),
      { numRuns: 100 },
    )
  })

  it('writes many changes of one entity once', async () => {
    const { pending, clock, disk, tables } = start()
    for (let n = 0; n < 1000; n += 1) pending.setChat(1 as ChatId, buildChat(1, { unreadCount: n }))
    await clock.advanceBy(200)
    expect(disk.writes).toBe(1)
    expect(tables.chats.loadList().chats[0]?.unreadCount).toBe(999)
    expect(clock.pendingCount).toBe(0)
  })

  it('does not wait when much has come together', () => {
    const { pending, disk } = start({ flushAtCount: 10 })
    pending.setMessages(Array.from({ length: 10 }, (_, n) => buildMessage(1, n)))
    expect(disk.writes).toBe(1)
  })

  it('keeps what waits for a full disk bounded: histories are forgotten, never left stale', () => {
    const { pending, disk, tables } = start({ maxWaitingMessages: 50 })
    pending.setMessages([buildMessage(1, 1), buildMessage(2, 1)])
    pending.flush()
    disk.isFull = true
    pending.setChat(1 as ChatId, buildChat(1))
    expect(pending.flush()).toBe(false)
    const edited = buildMessage(1, 1, { editedS: 5 })
    pending.setMessages([edited, ...Array.from({ length: 60 }, (_, n) => buildMessage(1, n + 2))])
    disk.isFull = false
    expect(pending.flush()).toBe(true)
    expect(tables.chats.loadList().chats).toHaveLength(1)
    expect(tables.messages.readBefore(1 as ChatId, undefined, 99)).toEqual([])
    expect(tables.messages.readBefore(2 as ChatId, undefined, 99)).toHaveLength(1)
  })
})
