import type { ReactVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { findIdIndex } from '#shared/domain/window-state/sorted-ids.ts'

const highlightMs = 2000
/** After any of these the user is reading: the list keeps its position. */
const readersEvents = ['wheel', 'pointerdown', 'touchstart', 'keydown'] as const

interface Anchor {
  /** The generation at whose start the list has been positioned. */
  readonly settledGeneration: number | undefined
  readonly highlightedId: MessageId | undefined
  readonly highlight: (id: MessageId) => void
}

/**
 * Positions the list when a generation of the loaded window begins: at the first unread message, at the one jumped
 * to, or at the end.
 */
export function useAnchor(
  virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>,
  conversation: ConversationView,
  ids: readonly MessageId[],
  scroller: RefObject<HTMLElement | null>,
): Anchor {
  const [settledGeneration, setSettledGeneration] = useState<number | undefined>(undefined)
  const { highlightedId, highlight } = useHighlight()
  const { generation, anchor, isLoadingOlder, state } = conversation
  const isReady = state === 'ready' && ids.length > 0
  /** Set while a generation was positioned by messages from disk alone and the messages around them are still loading. */
  const provisional = useRef<{ readonly generation: number; readonly lastId: MessageId | undefined }>(
    undefined,
  )

  const stand = useCallback(() => {
    const index = anchor === undefined ? -1 : findIdIndex(ids, anchor.messageId)
    if (anchor === undefined || index >= ids.length) virtualizer.scrollToEnd()
    else virtualizer.scrollToIndex(index, { align: anchor.reason === 'jump' ? 'center' : 'start' })
  }, [anchor, ids, virtualizer])

  useLayoutEffect(() => {
    const { current } = provisional
    if (current?.generation !== generation || isLoadingOlder) return
    provisional.current = undefined
    // Fewer messages may have loaded above than fit on screen, and notes may have moved.
    if (current.lastId === ids.at(-1)) stand()
  }, [generation, ids, isLoadingOlder, stand])

  useEffect(() => {
    const element = scroller.current
    const leave = (): void => {
      provisional.current = undefined
    }
    for (const type of readersEvents) element?.addEventListener(type, leave, { passive: true })
    return () => {
      for (const type of readersEvents) element?.removeEventListener(type, leave)
    }
  }, [scroller])

  useLayoutEffect(() => {
    if (!isReady || settledGeneration === generation) return
    stand()
    provisional.current = isLoadingOlder ? { generation, lastId: ids.at(-1) } : undefined
    if (anchor?.reason === 'jump') highlight(anchor.messageId)
    // The state depends on the position of the list, which is known only after it was laid out.
    // oxlint-disable-next-line react/set-state-in-effect
    setSettledGeneration(generation)
  }, [isReady, settledGeneration, generation, anchor, ids, isLoadingOlder, stand, highlight])

  return { settledGeneration, highlightedId, highlight }
}

/** Marks a message for a moment, so that the eye finds it. */
function useHighlight(): Pick<Anchor, 'highlightedId' | 'highlight'> {
  const [highlightedId, setHighlightedId] = useState<MessageId | undefined>(undefined)
  useEffect(() => {
    if (highlightedId === undefined) return undefined
    const timer = setTimeout(() => {
      setHighlightedId(undefined)
    }, highlightMs)
    return () => {
      clearTimeout(timer)
    }
  }, [highlightedId])
  return { highlightedId, highlight: setHighlightedId }
}
