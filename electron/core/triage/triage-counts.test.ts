import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { buildChat } from '../../../test/support/builders/views.ts'
import { isUnread } from '#shared/domain/unread/is-unread.ts'
import { TriageCounts } from './triage-counts.ts'

const buildWait = (status: WaitView['status']): WaitView => ({
  status,
  sinceS: 1,
  messageCount: 1,
  elapsedMs: 0,
  asOfMs: 0,
  isRunning: true,
  redAfterMs: 1,
  breachAfterMs: 2,
  isComplete: true,
})

const row = fc.record({
  id: fc.integer({ min: 1, max: 5 }),
  isListed: fc.boolean(),
  isGone: fc.boolean(),
  class: fc.constantFrom('customer' as const, 'team' as const, 'other' as const),
  unreadCount: fc.integer({ min: 0, max: 2 }),
  isMarkedUnread: fc.boolean(),
  status: fc.option(fc.constantFrom('waiting' as const, 'red' as const, 'breach' as const), {
    nil: undefined,
  }),
})

test('the counts always match the current rows, whichever rows come, change and go', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const counts = new TriageCounts()
      const there = new Map<number, { readonly view: ChatView; readonly isListed: boolean }>()
      for (const { id, isGone, isListed, status, ...rest } of rows) {
        const wait = status === undefined ? {} : { wait: buildWait(status) }
        const view = buildChat(id, { ...rest, ...wait })
        const before = counts.read()
        const isChanged = isGone ? counts.drop(id) : counts.set(view, isListed)
        if (isGone) there.delete(id)
        else there.set(id, { view, isListed })
        if (!isChanged) expect(counts.read()).toEqual(before)
      }
      const count = (fits: (view: ChatView, isListed: boolean) => boolean): number =>
        [...there.values()].filter(({ isListed, view }) => fits(view, isListed)).length
      expect(counts.read()).toEqual({
        customer: count((view, isListed) => isListed && view.class === 'customer'),
        team: count((view, isListed) => isListed && view.class === 'team'),
        unread: count((view, isListed) => isListed && isUnread(view)),
        waiting: count((view) => view.wait !== undefined),
        red: count((view) => view.wait?.status === 'red' || view.wait?.status === 'breach'),
        breach: count((view) => view.wait?.status === 'breach'),
      })
    }),
  )
})
