import { type RefObject, useEffect, useState } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'

type Edge = 'older' | 'newer'

/** More history is loaded when fewer than this many screens are left. */
const screensAhead = 1.5

interface Options {
  readonly conversation: ConversationView
  readonly ids: readonly MessageId[]
  readonly scroller: RefObject<HTMLElement | null>
  /** False until the list has been positioned. */
  readonly isSettled: boolean
}

export interface EdgeLoader {
  readonly update: (view: Options) => void
  /** Loads what is nearly in sight; after a failure it waits for `retry`. */
  readonly check: () => void
  readonly retry: () => void
}

/** Loads older and newer messages, one request per edge at a time. */
function createEdgeLoader(): EdgeLoader {
  const asked = new Set<Edge>()
  let view: Options | undefined

  const ask = (edge: Edge, { conversation: { chatId }, ids: before }: Options): void => {
    if (asked.has(edge)) return
    asked.add(edge)
    const name = edge === 'older' ? 'conversation.loadOlder' : 'conversation.loadNewer'
    void core.calls[name]({ chatId }).then((result) => {
      asked.delete(edge)
      // After a load that brought nothing, only another scroll asks again.
      if (result.ok && view?.ids !== before) check()
    })
  }

  const check = (): void => {
    if (view?.conversation.problem === undefined) load(screensAhead)
  }

  const load = (screens: number): void => {
    const element = view?.scroller.current
    if (view === undefined || element === null || element === undefined) return
    const { conversation, isSettled } = view
    if (!isSettled || conversation.state !== 'ready') return
    const reach = element.clientHeight * screens
    const below = element.scrollHeight - element.clientHeight - element.scrollTop
    if (element.scrollTop <= reach && conversation.hasOlder && !conversation.isLoadingOlder)
      ask('older', view)
    if (below <= reach && conversation.hasNewer && !conversation.isLoadingNewer) ask('newer', view)
  }

  return {
    update: (next) => {
      view = next
    },
    check,
    // Retry may be pressed at any scroll position.
    retry: () => {
      load(Number.POSITIVE_INFINITY)
    },
  }
}

/** Loads history before its end is in sight. `check` is to be called on scrolling. */
export function useHistoryEdges({ conversation, ids, scroller, isSettled }: Options): EdgeLoader {
  const [loader] = useState(createEdgeLoader)
  const { hasOlder, hasNewer, isLoadingOlder, isLoadingNewer } = conversation
  const isWanted = (hasOlder && !isLoadingOlder) || (hasNewer && !isLoadingNewer)
  useEffect(() => {
    loader.update({ conversation, ids, scroller, isSettled })
  }, [loader, conversation, ids, scroller, isSettled])
  useEffect(() => {
    if (isSettled && isWanted && ids.length > 0) loader.check()
  }, [loader, isSettled, isWanted, ids])
  return loader
}
