import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as Td from 'tdlib-types'
import { makeTdValue } from '../../../test/support/td-values.ts'
import { type FoundGone, GoneMessages } from './gone-messages.ts'
import { type Message, toMessage } from './message.ts'

const chatId = -1_000_000_000_005
const makeMessage = (id: number): Message => toMessage({ ...(makeTdValue('message') as Td.message), id })

test('finds what the server does not have in the stretch that it gave, once, and nothing outside it', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }))
  fc.assert(
    fc.property(ids, ids, fc.nat(13), fc.integer({ min: 1, max: 12 }), (known, existing, beforeId, count) => {
      const below = existing
        .filter((id) => beforeId === 0 || id < beforeId)
        .toSorted((one, other) => other - one)
      const given = below.slice(0, count)
      const isStart = given.length === below.length
      const oldest = isStart ? 0 : Math.min(...given)
      const gone = new GoneMessages()
      const found: FoundGone[] = []
      gone.onFound.on((one) => found.push(one))
      const stretch = { beforeId, isStart, messages: given.map(makeMessage) }
      gone.compare(chatId, known, stretch)
      gone.compare(chatId, known, stretch)
      const expected = known.filter(
        (id) => !existing.includes(id) && id >= oldest && (beforeId === 0 || id < beforeId),
      )
      expect(found.flatMap((one) => one.ids)).toEqual(expected)
      for (const id of known) expect(gone.has(chatId, id)).toBe(expected.includes(id))
      if (found.length > 0 && beforeId === 0) expect(found[0]?.newest?.id).toBe(given[0])
    }),
  )
})
