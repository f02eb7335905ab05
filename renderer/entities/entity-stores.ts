import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { PresenceEntry } from '#shared/contract/entities/team.ts'
import type { ListSnapshot } from '#shared/domain/window-state/list-state.ts'
import {
  type ChatMessages,
  type HomeName,
  homes,
  isSingle,
  type SingleValues,
  type ValuesByChat,
} from '#shared/domain/window-state/window-state.ts'

/** An entity that exists once. */
export interface SingleState<Value> {
  /** Undefined until the core has sent it for the first time. */
  readonly value: Value | undefined
}

/**
 * Entities by id. The map is changed in place and the state object around it replaced, so that a batch costs
 * what it changes and not a copy of all chats; a selector that picks one id sees a new value only when it is new.
 */
export interface ByIdState<Id, Value> {
  readonly byId: ReadonlyMap<Id, Value>
}

type SingleStores = {
  readonly [H in keyof SingleValues]: StoreApi<SingleState<Exclude<SingleValues[H], undefined>>>
}
type StoresByChat = {
  readonly [H in keyof ValuesByChat]: ValuesByChat[H] extends ReadonlyMap<ChatId, infer Value>
    ? StoreApi<ByIdState<ChatId, Value>>
    : never
}

/**
 * The state that the core sent to this window, one store for each home in the table of patches. Components read it
 * through `hooks.ts` and never write it.
 */
export type EntityStores = Omit<SingleStores, 'presence'> &
  StoresByChat & {
    /** Who is in a chat now, not counting the other windows of this account. */
    readonly presence: StoreApi<ByIdState<ChatId, readonly PresenceEntry[]>>
    readonly lists: StoreApi<ByIdState<ListId, ListSnapshot>>
    readonly messages: StoreApi<ByIdState<ChatId, ChatMessages>>
  }

export function createEntityStores(): EntityStores {
  return Object.fromEntries(homes.map((home) => [home, createStoreOf(home)])) as unknown as EntityStores
}

function createStoreOf(home: HomeName): StoreApi<object> {
  return isSingle(home) && home !== 'presence'
    ? createStore<SingleState<unknown>>(() => ({ value: undefined }))
    : createStore<ByIdState<unknown, unknown>>(() => ({ byId: new Map() }))
}
