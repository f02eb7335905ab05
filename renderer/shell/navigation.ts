import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { findPresentChat } from './upgrades.ts'

/** What is open now and what was open before, as in a browser. */
export interface Navigation {
  readonly openChatId: ChatId | undefined
  readonly back: readonly ChatId[]
  readonly forward: readonly ChatId[]
  /** Chats by the time they were open last, newest first; the switcher offers them. */
  readonly recent: readonly ChatId[]
}

const historyLength = 50

export const emptyNavigation: Navigation = { openChatId: undefined, back: [], forward: [], recent: [] }

export function visitChat(navigation: Navigation, chatId: ChatId): Navigation {
  const { openChatId, back, recent } = navigation
  if (openChatId === chatId) return navigation
  return {
    openChatId: chatId,
    back: openChatId === undefined ? back : [...back, openChatId].slice(-historyLength),
    forward: [],
    recent: putFirst(recent, chatId),
  }
}

export function leaveChat(navigation: Navigation): Navigation {
  const { openChatId, back } = navigation
  if (openChatId === undefined) return navigation
  return { ...navigation, openChatId: undefined, back: [...back, openChatId].slice(-historyLength) }
}

export function stepBack(navigation: Navigation): Navigation {
  const target = navigation.back.at(-1)
  if (target === undefined) return navigation
  const { openChatId, forward } = navigation
  return {
    openChatId: target,
    back: navigation.back.slice(0, -1),
    forward: openChatId === undefined ? forward : [openChatId, ...forward],
    recent: putFirst(navigation.recent, target),
  }
}

export function stepForward(navigation: Navigation): Navigation {
  const target = navigation.forward[0]
  if (target === undefined) return navigation
  const { openChatId, back } = navigation
  return {
    openChatId: target,
    back: openChatId === undefined ? back : [...back, openChatId].slice(-historyLength),
    forward: navigation.forward.slice(1),
    recent: putFirst(navigation.recent, target),
  }
}

/** The group `from` goes on as the chat `to`, here as in what was open before. */
export function replaceChat(navigation: Navigation, from: ChatId, to: ChatId): Navigation {
  const replace = (ids: readonly ChatId[]): readonly ChatId[] => ids.map((id) => (id === from ? to : id))
  const { openChatId, back, forward, recent } = navigation
  return {
    openChatId: openChatId === from ? to : openChatId,
    back: dropRepeated(replace(back)),
    forward: dropRepeated(replace(forward)),
    recent: [...new Set(replace(recent))],
  }
}

/** A step from a chat to the same chat is none. */
function dropRepeated(ids: readonly ChatId[]): readonly ChatId[] {
  return ids.filter((id, index) => id !== ids[index - 1])
}

function putFirst(recent: readonly ChatId[], chatId: ChatId): readonly ChatId[] {
  return [chatId, ...recent.filter((id) => id !== chatId)].slice(0, historyLength)
}

export const navigationStore = createStore<Navigation>(() => emptyNavigation)

/** Shows a chat; what was open before is one step back. */
export function openChat(chatId: ChatId): void {
  const present = findPresentChat(chatId)
  navigationStore.setState((navigation) => visitChat(navigation, present))
}

export function replaceInNavigation(from: ChatId, to: ChatId): void {
  navigationStore.setState((navigation) => replaceChat(navigation, from, to))
}

export function closeChat(): void {
  navigationStore.setState(leaveChat)
}

export function goBack(): void {
  navigationStore.setState(stepBack)
}

export function goForward(): void {
  navigationStore.setState(stepForward)
}

/** Clears the navigation when another account signs in. */
export function forgetNavigation(): void {
  navigationStore.setState(emptyNavigation)
}

export function useOpenChatId(): ChatId | undefined {
  return useStore(navigationStore, (state) => state.openChatId)
}

export function isOpenChat(chatId: ChatId): boolean {
  return navigationStore.getState().openChatId === chatId
}

/** Whether this chat is the open one; only the two rows that change are drawn again. */
export function useIsOpenChat(chatId: ChatId): boolean {
  return useStore(navigationStore, (state) => state.openChatId === chatId)
}
