import type { ReactVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useState } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { findIdIndex } from '../../../entities/sorted-ids.ts'

const highlightMs = 2000

interface Anchor {
  /** The generation that the list stands at. */
  readonly settledGeneration: number | undefined
  readonly highlightedId: MessageId | undefined
  highlight(id: MessageId): void
}

/** Puts the list where each generation of the window begins: at the first unread message, at the one jumped to, or at the end. */
export function useAnchor(
  virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>,
  conversation: ConversationView,
  ids: readonly MessageId[],
): Anchor {
  const [settledGeneration, setSettledGeneration] = useState<number | undefined>(undefined)
  const [highlightedId, setHighlightedId] = useState<MessageId | undefined>(undefined)
  const { generation, anchor, state } = conversation
  const isReady = state === 'ready' && ids.length > 0

  useLayoutEffect(() => {
    if (!isReady || settledGeneration === generation) return
    const index = anchor === undefined ? -1 : findIdIndex(ids, anchor.messageId)
    if (anchor === undefined || index >= ids.length) virtualizer.scrollToEnd()
    else virtualizer.scrollToIndex(index, { align: anchor.reason === 'jump' ? 'center' : 'start' })
    // What is shown follows where the list was put, which only the drawn list can say.
    // oxlint-disable-next-line react/set-state-in-effect
    if (anchor?.reason === 'jump') setHighlightedId(anchor.messageId)
    setSettledGeneration(generation)
  }, [isReady, settledGeneration, generation, anchor, ids, virtualizer])

  useEffect(() => {
    if (highlightedId === undefined) return undefined
    const timer = setTimeout(() => {
      setHighlightedId(undefined)
    }, highlightMs)
    return () => {
      clearTimeout(timer)
    }
  }, [highlightedId])

  return { settledGeneration, highlightedId, highlight: setHighlightedId }
}
