import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { findTeamLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { openStore } from '../../store/open-store.ts'
import type { StoredTeamLogMessage } from '../../store/team-store.ts'
import { TeamLogBook } from './log-book.ts'

const channelId = -1_000_000_000_007
const [owner, duty, task] = [1, 2, 3] as const
const standing = { ownerId: owner, isPrivileged: (id: number) => id === owner }

function openBook(folder: string) {
  const opened = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  const book = new TeamLogBook({ store, channelId, standing, onUpdate: () => undefined })
  book.restore()
  return { book, store }
}

function makeMessage(number: number, authorId: number, event: NewTeamEvent): StoredTeamLogMessage {
  const written = writeTeamLogMessages('A line', { v: 1, id: `event-number-${number}`, ...event })
  const found = written.ok && written.value[0] !== undefined ? findTeamLogBlock(written.value[0]) : undefined
  if (found === undefined || 'problem' in found) throw new Error('not one message')
  return { messageId: number, dateS: 1_000 + number, authorId, ...found }
}

const genesis = makeMessage(1, owner, { type: 'genesis', managers: [owner as never] })
const roles = [
  makeMessage(2, owner, { type: 'role', user: duty as never, role: 'duty' }),
  makeMessage(3, owner, { type: 'role', user: task as never, role: 'task' }),
]

const anyMessage = fc
  .record({ number: fc.integer({ min: 4, max: 30 }), kind: fc.integer({ min: 0, max: 4 }) })
  .map(({ kind, number }): StoredTeamLogMessage => {
    if (kind === 0) return makeMessage(number, duty, { type: 'duty', on: number % 2 === 0 })
    if (kind === 1) return makeMessage(number, owner, { type: 'settings', duty_sees_all: number % 2 === 0 })
    if (kind === 2) return makeMessage(number, task, { type: 'settings', duty_sees_all: true })
    if (kind === 3) return makeMessage(number, owner, { type: 'role', user: duty as never, role: 'task' })
    return {
      ...makeMessage(number, owner, { type: 'role', user: duty as never, role: 'none' }),
      flaw: 'edited',
    }
  })

describe('the book of a log', () => {
  it('says the same after a restart as before, and as one that read everything at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(anyMessage, fc.boolean()), { maxLength: 25 }), async (steps) => {
        const folder = createTemporaryFolder()
        const { book, store } = openBook(folder)
        book.add([genesis, ...roles], { fromId: 1, toId: 3, hasAuthority: true })
        const left = new Map<number, StoredTeamLogMessage>()
        for (const [message, isRemoved] of steps) {
          book.add([message], { toId: Math.max(book.reach.toId, message.messageId) })
          left.set(message.messageId, message)
          if (!isRemoved) continue
          book.remove([message.messageId])
          left.delete(message.messageId)
        }
        const whole = openBook(createTemporaryFolder())
        whole.book.add([...left.values(), genesis, ...roles], {
          fromId: 1,
          toId: book.reach.toId,
          isWhole: true,
          hasAuthority: true,
        })
        expect(book.history.state).toEqual(whole.book.history.state)
        await store.close()
        const again = openBook(folder)
        expect(again.book.history.isStarted).toBe(true)
        expect(again.book.history.state).toEqual(book.history.state)
        expect(again.book.reach).toEqual(book.reach)
        await Promise.all([again.store.close(), whole.store.close()])
      }),
      { numRuns: 25 },
    )
  })

  it('knows nothing before the first genesis is in reach, and whether there is one', () => {
    const { book } = openBook(createTemporaryFolder())
    expect(book.hasGenesis).toBeUndefined()
    book.add([genesis, makeMessage(20, duty, { type: 'duty', on: true })], {
      fromId: 15,
      toId: 20,
      hasAuthority: true,
    })
    expect(book.hasGenesis).toBe(true)
    expect(book.history.isStarted).toBe(false)
    book.add(roles, { fromId: 1 })
    expect(book.history.isStarted).toBe(true)
    expect(book.history.state.duty.get(duty)?.isOn).toBe(true)
  })

  it('knows that there is none where all was read', () => {
    const { book } = openBook(createTemporaryFolder())
    book.add([], { isWhole: true, hasAuthority: true })
    expect(book.hasGenesis).toBe(false)
    expect(book.history.isStarted).toBe(true)
    book.add([genesis, ...roles], { toId: 3 })
    expect(book.history.state.roles.get(task)).toBe('task')
  })

  it('is not whole before a genesis that came in parts was read, whatever began anew after it', async () => {
    const { book, store } = openBook(createTemporaryFolder())
    const parts = [1, 2].map((part): StoredTeamLogMessage => ({
      messageId: part,
      dateS: 1_000,
      authorId: owner,
      line: 'A line',
      block: JSON.stringify({ v: 1, id: 'event-in-parts', type: 'part', part, parts: 2, data: '{}' }),
      isMarked: true,
    }))
    book.add([...parts, makeMessage(20, owner, { type: 'genesis', managers: [duty as never] })], {
      fromId: 15,
      toId: 20,
      hasAuthority: true,
    })
    expect(book.history.isWhole).toBe(false)
    book.add([], { fromId: 1 })
    expect(book.history.isWhole).toBe(true)
    await store.close()
  })
})
