import type { OpenedStore, Store } from '../store/store.ts'
import type { Notices } from './notices.ts'

/** Tells the user about trouble with the store: it was damaged and rebuilt, it cannot write, it can write again. */
export function watchStore(parts: {
  readonly store: Store
  readonly opened: OpenedStore
  readonly notices: Notices
}): void {
  const { notices, opened, store } = parts
  const tellRebuilt = (marksRestored: boolean, setAsidePath: string): void => {
    notices.add(marksRestored ? 'store_rebuilt_marks_restored' : 'store_rebuilt', { setAsidePath })
  }
  if (opened.kind === 'rebuilt') tellRebuilt(opened.marksRestored, opened.setAsidePath ?? '')
  store.onRebuilt(({ marksRestored, setAsidePath }) => {
    tellRebuilt(marksRestored, setAsidePath)
  })
  store.onTrouble((trouble) => {
    notices.remove('disk_full')
    notices.remove('store_failed')
    if (trouble === undefined) return
    if (trouble.kind === 'disk_full') notices.add('disk_full')
    else notices.add('store_failed', { reason: trouble.message })
  })
}
