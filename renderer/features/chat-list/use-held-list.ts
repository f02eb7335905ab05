import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Cancel } from '#shared/lib/clock.ts'
import { entities } from '../../entities/core.ts'
import { windowClock } from '../../lib/window-clock.ts'
import { compareLists, dropFrom } from './model/compare-lists.ts'
import { ListFreeze } from './model/list-freeze.ts'
import type { ShownList } from './model/shown-list.ts'

export interface HeldList {
  /** What is shown: the list as it is, or as it was when it was taken hold of. */
  readonly list: ShownList
  readonly movedCount: number
  readonly freeze: ListFreeze
  /** Shows the list as it is, and holds it like that if it has to be held. */
  readonly apply: () => void
  /** The user moves something himself: the next change of the list is shown, whatever holds it. */
  readonly expectChange: () => void
}

/** An own change that is not here by then has failed, or changed nothing. */
const expectedForMs = 3_000

/** Keeps rows in their places while somebody aims at them. */
export function useHeldList(live: ShownList): HeldList {
  const [freeze] = useState(() => new ListFreeze(windowClock))
  const [held, setHeld] = useState<ShownList>()
  /** The list that an own change is about to replace. */
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
