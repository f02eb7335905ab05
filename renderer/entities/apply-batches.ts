import type { StoreApi } from 'zustand/vanilla'
import type { ListId } from '#shared/contract/entities/chat.ts'
import type { PatchBatch } from '#shared/contract/patches.ts'
import type { ListSnapshot } from '#shared/domain/window-state/list-state.ts'
import {
  applyBatches,
  createWindowState,
  type HomeName,
  homes,
  isSingle,
} from '#shared/domain/window-state/window-state.ts'
import type { EntityStores } from './entity-stores.ts'

/** Applies batches in order; every store that changed notifies its subscribers once, after the last batch. */
export type ApplyBatches = (batches: readonly PatchBatch[]) => void

export function createApplyBatches(stores: EntityStores): ApplyBatches {
  const state = createWindowState()
  const lists = new Map<ListId, ListSnapshot>()
  const show = (home: HomeName): object => {
    if (home === 'lists') return { byId: lists }
    if (home === 'presence') return { byId: Map.groupBy(state.presence ?? [], ({ chatId }) => chatId) }
    return isSingle(home) ? { value: state[home] } : { byId: state[home] }
  }
  return (batches) => {
    const changes = applyBatches(state, batches)
    for (const id of changes.lists) {
      const list = state.lists.get(id)
      if (list === undefined) lists.delete(id)
      else lists.set(id, list.toSnapshot())
    }
    for (const home of homes) {
      if (changes.homes.has(home)) (stores[home] as StoreApi<object>).setState(show(home))
    }
  }
}
