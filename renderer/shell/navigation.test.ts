import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import {
  emptyNavigation,
  leaveChat,
  replaceChat,
  stepBack,
  stepForward,
  visitChat,
  type Navigation,
} from './navigation.ts'

const visitAll = (...ids: number[]): Navigation =>
  ids.reduce((navigation, id) => visitChat(navigation, id as ChatId), emptyNavigation)

describe('navigation', () => {
  it('goes back and forward as a browser does', () => {
    const atThree = visitAll(1, 2, 3)
    const atTwo = stepBack(atThree)
    expect(atTwo.openChatId).toBe(2)
    expect(stepForward(atTwo).openChatId).toBe(3)
    expect(stepBack(stepBack(atTwo)).openChatId).toBe(1)
  })

  it('forgets the way forward when another chat is opened', () => {
    const turned = visitChat(stepBack(visitAll(1, 2)), 3 as ChatId)
    expect(turned.forward).toEqual([])
    expect(stepBack(turned).openChatId).toBe(1)
  })

  it('leads back to a chat that was left', () => {
    const left = leaveChat(visitAll(1))
    expect(left.openChatId).toBeUndefined()
    expect(stepBack(left).openChatId).toBe(1)
  })

  it('keeps every chat once among the recent ones, the open one first', () => {
    const step = fc.oneof(
      fc.integer({ min: 1, max: 5 }).map((id) => (state: Navigation) => visitChat(state, id as ChatId)),
      fc.constantFrom(stepBack, stepForward, leaveChat),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const state = steps.reduce((before, apply) => apply(before), emptyNavigation)
        expect(new Set(state.recent).size).toBe(state.recent.length)
        if (state.openChatId !== undefined) expect(state.recent[0]).toBe(state.openChatId)
      }),
    )
  })

  it('is at the new chat of a group at once, and finds it wherever the group was', () => {
    const there = replaceChat(visitAll(7, 1, 2, 1, 7), 7 as ChatId, 8 as ChatId)
    expect(there).toEqual({ openChatId: 8, back: [8, 1, 2, 1], forward: [], recent: [8, 1, 2] })
    const both = replaceChat(visitAll(8, 7, 8, 7), 7 as ChatId, 8 as ChatId)
    expect(both).toEqual({ openChatId: 8, back: [8], forward: [], recent: [8] })
  })

  it('undoes a step back by a step forward', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 12 }), (ids) => {
        const state = visitAll(...ids)
        if (state.back.length === 0) return
        const there = stepForward(stepBack(state))
        expect({ ...there, recent: [] }).toEqual({ ...state, recent: [] })
      }),
    )
  })
})
