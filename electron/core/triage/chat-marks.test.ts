import fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { ChatMarksBook } from './chat-marks.ts'

const ignore = (): void => undefined

function openTestStore(): Store {
  const opened = openStore({
    folder: createTemporaryFolder(),
    clock: new FakeClock(),
    log: pino({ level: 'silent' }),
    build: 'test',
  })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value.store
}

/** Pinned chats in the order of their ranks, top first. */
function readPins(book: ChatMarksBook): number[] {
  const ranked = [...book.chatIds()].flatMap((chatId) => {
    const rank = book.find(chatId)?.pinRank
    return rank === undefined ? [] : [{ chatId, rank }]
  })
  return ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ chatId }) => chatId)
}

const chat = fc.integer({ min: 1, max: 6 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('pin' as const), chatId: chat, isPinned: fc.boolean() }),
  fc.record({ kind: fc.constant('move' as const), chatId: chat, after: fc.option(chat, { nil: undefined }) }),
)

describe('pins', () => {
  it('are in the order of a plain list after any operations, and after a restart', () => {
    const store = openTestStore()
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        for (const { chatId } of store.readChatMarks()) store.saveChatMarks({ chatId })
        const book = new ChatMarksBook(store, ignore)
        let expected: number[] = []
        for (const one of steps) {
          const chatId = one.chatId as ChatId
          if (one.kind === 'pin') {
            expect(book.setPinned(chatId, one.isPinned).ok).toBe(true)
            if (!one.isPinned) expected = expected.filter((id) => id !== chatId)
            else if (!expected.includes(chatId)) expected.push(chatId)
            continue
          }
          const moved = book.movePin(chatId, one.after as ChatId | undefined)
          const canMove =
            expected.includes(chatId) && (one.after === undefined || expected.includes(one.after))
          expect(moved.ok).toBe(canMove)
          if (!canMove || one.after === chatId) continue
          const others = expected.filter((id) => id !== chatId)
          expected = others.toSpliced(one.after === undefined ? 0 : others.indexOf(one.after) + 1, 0, chatId)
        }
        expect(readPins(book)).toEqual(expected)
        expect(readPins(new ChatMarksBook(store, ignore))).toEqual(expected)
      }),
      { numRuns: 40 },
    )
  })

  it('get new ranks when there is no room between two', () => {
    const store = openTestStore()
    for (const chatId of [1, 2, 3]) store.saveChatMarks({ chatId: chatId as ChatId, pinRank: 'a0' })
    const book = new ChatMarksBook(store, ignore)
    const before = readPins(book)
    const [first, second, third] = before as ChatId[]
    if (first === undefined || second === undefined || third === undefined) throw new Error('three pins')
    // The three have the same rank, so only their ids order them, the greater id first.
    expect(book.movePin(1 as ChatId, 3 as ChatId).ok).toBe(true)
    expect(readPins(book)).toEqual([3, 1, 2])
  })
})

describe('stars', () => {
  it('keep their moment when their note changes', () => {
    const book = new ChatMarksBook(openTestStore(), ignore)
    const id = 1 as ChatId
    book.setStar(id, { atMs: 5 })
    book.setStar(id, { atMs: 9, note: 'Invoice' })
    expect(book.find(id)?.star).toEqual({ atMs: 5, note: 'Invoice' })
    book.setStar(id, undefined)
    expect([...book.chatIds()]).toEqual([])
  })
})

it('marks that cannot be written are not shown', () => {
  const told: number[] = []
  const store = openTestStore()
  const book = new ChatMarksBook(
    {
      readChatMarks: () => store.readChatMarks(),
      moveChatMarks: (from, to) => store.moveChatMarks(from, to),
      saveChatMarks: () => ({ ok: false, error: { code: 'store_failed', message: 'the disk is full' } }),
    },
    (chatId) => told.push(chatId),
  )
  expect(book.setPinned(1 as ChatId, true)).toMatchObject({ ok: false, error: { code: 'store_failed' } })
  expect(book.find(1)).toBeUndefined()
  expect(told).toEqual([])
})

it('marks of a group that was upgraded while the disk was full move when there is space again', () => {
  const store = openTestStore()
  let isFull = true
  const told: number[] = []
  const book = new ChatMarksBook(
    {
      readChatMarks: () => store.readChatMarks(),
      saveChatMarks: (marks) => store.saveChatMarks(marks),
      moveChatMarks: (from, to) =>
        isFull
          ? { ok: false, error: { code: 'store_failed', message: 'the disk is full' } }
          : store.moveChatMarks(from, to),
    },
    (chatId) => told.push(chatId),
  )
  book.setPinned(1 as ChatId, true)
  book.move(1 as ChatId, 2 as ChatId)
  book.moveAgain()
  expect([...book.chatIds()]).toEqual([1])
  isFull = false
  book.moveAgain()
  expect([...book.chatIds()]).toEqual([2])
  expect(told).toEqual([1, 1, 2])
  book.moveAgain()
  expect(told).toHaveLength(3)
})
