import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Cancel } from '#shared/lib/clock.ts'
import { entities } from '../../entities/core.ts'
import { windowClock } from '../../lib/window-clock.ts'
import { compareLists, dropFrom } from './model/compare-lists.ts'
import { ListFreeze } from './model/list-freeze.ts'
import type { ShownList } from './model/shown-list.ts'

export interface HeldList {
  /** What is shown: the current list, or the list as it was when the hold began. */
  readonly list: ShownList
  readonly movedCount: number
  readonly freeze: ListFreeze
  /** Shows the current list, and holds that one if it has to be held. */
  readonly apply: () => void
  /** The user is about to move a row: the next change of the list is shown even while it is held. */
  readonly expectChange: () => void
}

/** If the user's own change has not arrived by then, it failed or changed nothing. */
const expectedForMs = 3_000

/** Keeps rows in their places while somebody aims at them. */
export function useHeldList(live: ShownList): HeldList {
  const [freeze] = useState(() => new ListFreeze(windowClock))
  const [held, setHeld] = useState<ShownList>()
  /** The list before the user's own change arrives. */
  const [awaited, setAwaited] = useState<ShownList>()
  if (awaited !== undefined && awaited !== live) {
    setAwaited(undefined)
    if (held !== undefined) setHeld(live)
  }
  const latest = useRef(live)
  useLayoutEffect(() => {
    latest.current = live
  })
  useEffect(() => {
    const leave = freeze.onChange((isFrozen) => {
      setHeld(isFrozen ? latest.current : undefined)
    })
    return () => {
      leave()
      freeze.close()
    }
  }, [freeze])

  const cancelAwaiting = useRef<Cancel>(undefined)
  const expectChange = useCallback(() => {
    cancelAwaiting.current?.()
    setAwaited(latest.current)
    cancelAwaiting.current = windowClock.schedule(windowClock.now() + expectedForMs, () => {
      setAwaited(undefined)
    })
  }, [])
  const apply = useCallback(() => {
    if (freeze.isFrozen) setHeld(latest.current)
  }, [freeze])

  return useMemo(() => {
    const common = { freeze, apply, expectChange }
    if (held === undefined) return { list: live, movedCount: 0, ...common }
    const chats = entities.chats.getState().byId
    const { movedCount, dropped } = compareLists(held, live, (chatId) => chats.has(chatId))
    return { list: dropped.length === 0 ? held : dropFrom(held, dropped), movedCount, ...common }
  }, [held, live, freeze, apply, expectChange])
}
