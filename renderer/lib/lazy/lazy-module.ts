import { useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** How far a part of the window is that does not come with the first screen. */
export type LazyState<Value> =
  | { readonly kind: 'absent' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly value: Value }

export interface LazyModule<Value> {
  readonly store: StoreApi<LazyState<Value>>
  /** Loads it unless it is there; after a failure it is tried again. Never rejects: `failed` says so. */
  load(): Promise<void>
}

/** Parts that are opened soon after a start are loaded first. */
export type LazyOrder = 'soon' | 'later'

const modules: Readonly<Record<LazyOrder, Set<LazyModule<unknown>>>> = { soon: new Set(), later: new Set() }

/** A part that is loaded on demand, or by `loadLazyModules` when the window is idle. */
export function createLazyModule<Value>(
  read: () => Promise<Value>,
  order: LazyOrder = 'later',
): LazyModule<Value> {
  const store = createStore<LazyState<Value>>(() => ({ kind: 'absent' }))
  let running: Promise<void> | undefined
  const start = async (): Promise<void> => {
    store.setState({ kind: 'loading' }, true)
    try {
      store.setState({ kind: 'ready', value: await read() }, true)
    } catch (error) {
      store.setState({ kind: 'failed' }, true)
      reportError(new Error('a part of the window could not be loaded', { cause: error }))
    }
    running = undefined
  }
  const module: LazyModule<Value> = {
    store,
    load: () => {
      if (store.getState().kind === 'ready') return Promise.resolve()
      running ??= start()
      return running
    },
  }
  modules[order].add(module)
  return module
}

/** Loads every part that is not there yet, one after another, each when `whenIdle` resolves. */
export async function loadLazyModules(whenIdle: () => Promise<void>): Promise<void> {
  for (const module of [...modules.soon, ...modules.later]) {
    await whenIdle()
    await module.load()
  }
}

/** The part as it is now; it is loaded as soon as it is wanted. */
export function useLazyModule<Value>(module: LazyModule<Value>, isWanted: boolean): LazyState<Value> {
  const state = useStore(module.store)
  // Runs before the paint, so that an old failure is not shown again.
  useLayoutEffect(() => {
    if (isWanted) void module.load()
  }, [module, isWanted])
  return state
}
