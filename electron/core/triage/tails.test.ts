import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { Tails } from './tails.ts'

const chatId = -5

function makeFact(id: number): MessageFact {
  return { id, dateS: 1000 + id, from: 'user', userId: 7, isOwn: false }
}

/** Telegram's history: the messages that exist, and how a reader asks for them. */
class History {
  readonly #facts = new Map<number, MessageFact>()

  add(id: number): MessageFact {
    const fact = makeFact(id)
    this.#facts.set(id, fact)
    return fact
  }

  delete(id: number): void {
    this.#facts.delete(id)
  }

  get ids(): readonly number[] {
    return [...this.#facts.keys()]
  }

  get last(): MessageFact | undefined {
    return this.#facts.get(Math.max(...this.#facts.keys()))
  }

  readBefore(
    id: number,
    count: number,
  ): { readonly facts: readonly MessageFact[]; readonly isStart: boolean } {
    const older = [...this.#facts.values()]
      .filter((fact) => id === 0 || fact.id < id)
      .sort((a, b) => b.id - a.id)
    return { facts: older.slice(0, count), isStart: older.length <= count }
  }
}

function readOpen(tails: Tails, history: History, pageSize: number): void {
  while (tails.isOpen(chatId)) readPage(tails, history, pageSize)
}

function readPage(tails: Tails, history: History, pageSize: number): void {
  const { beforeId, epoch } = tails.findEdge(chatId)
  const page = history.readBefore(beforeId, pageSize)
  tails.prepend(chatId, epoch, page.facts, page.isStart)
}

const listAlive = (tails: Tails): readonly number[] =>
  (tails.find(chatId)?.tail.facts ?? []).filter((fact) => fact.isDeleted !== true).map((fact) => fact.id)

const createTails = (): Tails => new Tails({ onChange: () => undefined })

describe('tails', () => {
  test.each([
    ['a supergroup numbers its messages, one that is skipped is missing', -1_000_000_000_005, 3, true],
    ['the next one of a supergroup follows', -1_000_000_000_005, 2, false],
    ['elsewhere numbers are shared with other chats', -5, 3, false],
  ])('%s', (_, id, number, isOpen) => {
    const tails = createTails()
    const step = 2 ** 20
    tails.seeLast(id, makeFact(step))
    tails.add(id, makeFact(number * step))
    expect(tails.isOpen(id)).toBe(isOpen)
    expect(tails.find(id)?.tail.facts).toHaveLength(isOpen ? 1 : 2)
  })

  test('know nothing is missing while TDLib tells of everything', () => {
    const tails = createTails()
    for (const id of [1, 2, 3]) {
      tails.add(chatId, makeFact(id))
      expect(tails.seeLast(chatId, makeFact(id))).toBe(true)
    }
    expect(tails.isOpen(chatId)).toBe(false)
    expect(listAlive(tails)).toEqual([1, 2, 3])
  })

  test('see a hole before a last message that nobody told of, and keep what was before it until it is closed', () => {
    const tails = createTails()
    for (const id of [1, 2, 3]) tails.add(chatId, makeFact(id))
    tails.seeLast(chatId, makeFact(9))
    expect(tails.isOpen(chatId)).toBe(true)
    expect(tails.findStorable(chatId)?.facts.map((fact) => fact.id)).toEqual([1, 2, 3])
    expect(tails.find(chatId)?.estimate?.facts.map((fact) => fact.id)).toEqual([1, 2, 3, 9])
    tails.prepend(chatId, tails.findEdge(chatId).epoch, [7, 8].map(makeFact), false)
    expect(tails.isOpen(chatId)).toBe(true)
    // What was known is compared too: where something was missed, something may have been deleted.
    tails.prepend(chatId, tails.findEdge(chatId).epoch, [3, 5].map(makeFact), false)
    expect(tails.isOpen(chatId)).toBe(true)
    tails.prepend(chatId, tails.findEdge(chatId).epoch, [makeFact(1)], false)
    expect(tails.isOpen(chatId)).toBe(false)
    expect(listAlive(tails)).toEqual([1, 3, 5, 7, 8, 9])
  })

  test('take no page that was asked for before a new hole appeared', () => {
    const tails = createTails()
    tails.add(chatId, makeFact(3))
    const { epoch } = tails.findEdge(chatId)
    tails.seeLast(chatId, makeFact(9))
    expect(tails.prepend(chatId, epoch, [makeFact(2)], false)).toBe(false)
    expect(listAlive(tails)).toEqual([9])
  })

  test('a stored tail is not taken to reach the end of the history', () => {
    const tails = createTails()
    tails.restore([[chatId, { facts: [makeFact(1)], reachesStart: true }]])
    tails.add(chatId, makeFact(5))
    expect(tails.isOpen(chatId)).toBe(true)
  })

  test('believe only the server about a chat of an earlier run, or where something was missed, to the end of the run', () => {
    const tails = createTails()
    tails.seeLast(chatId, makeFact(3))
    expect(tails.isDoubted(chatId)).toBe(false)
    tails.prepend(chatId, tails.findEdge(chatId).epoch, [makeFact(2)], false)
    expect(tails.isDoubted(chatId)).toBe(false)
    tails.seeLast(chatId, makeFact(9))
    expect(tails.isDoubted(chatId)).toBe(true)
    tails.prepend(chatId, tails.findEdge(chatId).epoch, [2, 3].map(makeFact), false)
    expect([tails.isOpen(chatId), tails.isDoubted(chatId)]).toEqual([false, true])
    const next = createTails()
    next.restore([[chatId, { facts: [makeFact(1)], reachesStart: false }]])
    next.seeLast(chatId, makeFact(1))
    expect([next.isOpen(chatId), next.isDoubted(chatId)]).toEqual([false, true])
  })

  test('find what was deleted meanwhile when they look again', () => {
    const tails = createTails()
    const history = new History()
    for (const id of [1, 2, 3, 4]) tails.add(chatId, history.add(id))
    history.delete(3)
    tails.check(chatId)
    readOpen(tails, history, 2)
    expect(listAlive(tails)).toEqual([1, 2, 4])
    expect(tails.find(chatId)?.tail.facts).toHaveLength(4)
  })

  test('believe TDLib that a message is there after all', () => {
    const tails = createTails()
    for (const id of [1, 2]) tails.add(chatId, makeFact(id))
    tails.delete(chatId, [2])
    tails.add(chatId, makeFact(2))
    expect(listAlive(tails)).toEqual([1, 2])
  })

  test('of a group are the beginning of those of its supergroup', () => {
    const tails = createTails()
    for (const id of [4, 5]) tails.add(-1, makeFact(id))
    tails.add(chatId, makeFact(1))
    tails.move(-1, chatId, (fact) => ({ ...fact, id: fact.id - 100 }))
    expect(tails.has(-1)).toBe(false)
    expect(tails.isOpen(chatId)).toBe(true)
    tails.prepend(chatId, tails.findEdge(chatId).epoch, [makeFact(-94), makeFact(-95)], false)
    expect(tails.isOpen(chatId)).toBe(false)
    expect(listAlive(tails)).toEqual([-96, -95, -94, 1])
  })

  test('end as Telegram has it, whatever was missed, in whatever pages it is read', () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('new' as const), isTold: fc.boolean() }) },
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('delete' as const), at: fc.nat(30), isTold: fc.boolean() }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('last' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('page' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const) }) },
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), (steps, pageSize) => {
        const history = new History()
        let tails = createTails()
        let nextId = 1
        for (const one of steps) {
          switch (one.kind) {
            case 'new': {
              const fact = history.add(nextId)
              nextId += 1
              // This message is told after a message that was not told: TDLib tells of the last message first.
              if (one.isTold) {
                const before = history.readBefore(fact.id, 1).facts[0]
                if (before !== undefined) tails.seeLast(chatId, before)
                tails.add(chatId, fact)
              }
              break
            }
            case 'delete': {
              const id = history.ids[one.at % Math.max(history.ids.length, 1)]
              if (id === undefined) break
              history.delete(id)
              if (one.isTold) tails.delete(chatId, [id])
              break
            }
            case 'last':
              if (history.last !== undefined) tails.seeLast(chatId, history.last)
              break
            case 'page':
              if (tails.has(chatId)) readPage(tails, history, pageSize)
              break
            case 'restart': {
              const stored = tails.findStorable(chatId)
              tails = createTails()
              if (stored !== undefined) tails.restore([[chatId, stored]])
              break
            }
          }
        }
        if (history.last !== undefined) tails.seeLast(chatId, history.last)
        readOpen(tails, history, pageSize)
        tails.check(chatId)
        readOpen(tails, history, pageSize)
        const { beforeId } = tails.findEdge(chatId)
        const expected = history.ids.filter((id) => id >= beforeId)
        expect(listAlive(tails)).toEqual(expected)
      }),
      { numRuns: 2_000 },
    )
  })
})
