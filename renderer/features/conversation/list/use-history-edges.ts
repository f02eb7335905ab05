import { type RefObject, useCallback, useEffect, useRef } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'

type Edge = 'older' | 'newer'

/** More history is asked for when less than this many screens of it are left. */
const screensAhead = 1.5

interface Options {
  readonly conversation: ConversationView
  readonly ids: readonly MessageId[]
  readonly scroller: RefObject<HTMLElement | null>
  /** False until the list stands where it was opened. */
  readonly isSettled: boolean
}

/**
 * Loads history before its end is in sight. A load that failed or brought nothing is repeated only when the user scrolls
 * again, never by itself. Returns the check, to be called on scrolling.
 */
export function useHistoryEdges({ conversation, ids, scroller, isSettled }: Options): () => void {
  const asked = useRef<Set<Edge>>(new Set())
  const latest = useRef({ conversation, ids, isSettled })
  useEffect(() => {
    latest.current = { conversation, ids, isSettled }
  })

  const check = useCallback((): void => {
    const element = scroller.current
    const { conversation, isSettled } = latest.current
    if (element === null || !isSettled || conversation.state !== 'ready') return
    const reach = element.clientHeight * screensAhead
    const below = element.scrollHeight - element.clientHeight - element.scrollTop
    if (element.scrollTop < reach && conversation.hasOlder && !conversation.isLoadingOlder) ask('older')
    if (below < reach && conversation.hasNewer && !conversation.isLoadingNewer) ask('newer')

    function ask(edge: Edge): void {
      if (asked.current.has(edge)) return
      asked.current.add(edge)
      const { chatId } = latest.current.conversation
      const before = latest.current.ids
      const call =
        edge === 'older'
          ? core.calls['conversation.loadOlder']({ chatId })
          : core.calls['conversation.loadNewer']({ chatId })
      void call.then((result) => {
        asked.current.delete(edge)
        if (result.ok && latest.current.ids !== before) check()
      })
    }
  }, [scroller])

  useEffect(() => {
    check()
  }, [check, ids, isSettled, conversation.hasOlder, conversation.hasNewer, conversation.state])

  return check
}
