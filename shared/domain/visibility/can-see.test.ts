import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canSee, type ChatStanding, isGrantOpen, type Viewer } from './can-see.ts'

const nowS = 1_000_000
const seconds = fc.integer({ min: nowS - 100, max: nowS + 100 })
const grant = fc.record({ untilS: fc.option(seconds, { nil: undefined }) })
const viewers: fc.Arbitrary<Viewer> = fc.record({
  role: fc.constantFrom('manager' as const, 'duty' as const, 'task' as const, undefined),
  dutySeesAll: fc.boolean(),
})
const chats: fc.Arbitrary<ChatStanding> = fc.record({
  class: fc.constantFrom('customer' as const, 'team' as const, 'other' as const, undefined),
  hasOpenAlarm: fc.boolean(),
  grant: fc.option(grant, { nil: undefined }),
})

/** A customer's chat about which nothing else is said. */
const plain: ChatStanding = { class: 'customer', hasOpenAlarm: false, grant: undefined }

describe('a chat is seen', () => {
  test('by managers, whatever it is', () => {
    fc.assert(
      fc.property(chats, fc.boolean(), (chat, dutySeesAll) => {
        expect(canSee({ role: 'manager', dutySeesAll }, chat, nowS)).toBe(true)
      }),
    )
  })

  test('by everybody when it is no customer’s, when its alarm is open, and where it is granted', () => {
    fc.assert(
      fc.property(viewers, chats, (viewer, chat) => {
        fc.pre(chat.class === 'team' || chat.class === 'other' || chat.hasOpenAlarm || hasGrant(chat))
        expect(canSee(viewer, chat, nowS)).toBe(true)
      }),
    )
  })

  test('by nobody else but duty, if the team wants that', () => {
    fc.assert(
      fc.property(viewers, fc.constantFrom(plain, { ...plain, class: undefined }), (viewer, chat) => {
        const isSeen = viewer.role === 'manager' || (viewer.role === 'duty' && viewer.dutySeesAll)
        expect(canSee(viewer, chat, nowS)).toBe(isSeen)
      }),
    )
  })

  test('never by a task administrator without one of these reasons', () => {
    fc.assert(
      fc.property(chats, fc.boolean(), (chat, dutySeesAll) => {
        fc.pre(!hasGrant(chat) && !chat.hasOpenAlarm && (chat.class ?? 'customer') === 'customer')
        expect(canSee({ role: 'task', dutySeesAll }, chat, nowS)).toBe(false)
        expect(canSee({ role: undefined, dutySeesAll }, chat, nowS)).toBe(false)
      }),
    )
  })
})

test('a grant, an alarm, or a role that sees more takes nothing away', () => {
  fc.assert(
    fc.property(viewers, chats, (viewer, chat) => {
      if (!canSee(viewer, chat, nowS)) return
      expect(canSee(viewer, { ...chat, hasOpenAlarm: true }, nowS)).toBe(true)
      expect(canSee(viewer, { ...chat, grant: {} }, nowS)).toBe(true)
      expect(canSee({ ...viewer, role: 'manager' }, chat, nowS)).toBe(true)
    }),
  )
})

test('a grant ends in the second that it names, and stays ended', () => {
  fc.assert(
    fc.property(seconds, seconds, (untilS, atS) => {
      expect(isGrantOpen({ untilS }, atS)).toBe(atS < untilS)
      const chat = { ...plain, grant: { untilS } }
      expect(canSee({ role: 'task', dutySeesAll: true }, chat, atS)).toBe(atS < untilS)
    }),
  )
  expect(isGrantOpen({}, Number.MAX_SAFE_INTEGER)).toBe(true)
})

function hasGrant({ grant }: ChatStanding): boolean {
  return grant !== undefined && (grant.untilS === undefined || grant.untilS > nowS)
}
