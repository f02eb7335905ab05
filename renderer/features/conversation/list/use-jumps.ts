import { useLayoutEffect, useRef, useState } from 'react'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { findIdIndex } from '#shared/domain/window-state/sorted-ids.ts'
import { core } from '../../../entities/core.ts'
import type { ShownMessages } from './shown-messages.ts'

export interface Jumps {
  /** Shows the end of the history, loading it when it is elsewhere. */
  readonly jumpToEnd: () => void
  readonly jumpTo: (messageId: MessageId) => void
}

interface Options {
  readonly shown: ShownMessages
  readonly highlight: (messageId: MessageId) => void
  /** Called when the message no longer exists. */
  readonly onMissing: () => void
}

/** Ways to a place in the history, whether it is loaded or not; the same functions as long as the list is shown. */
export function useJumps({ shown, highlight, onMissing }: Options): Jumps {
  const { chatId, conversation, ids, virtualizer } = shown
  const now: Jumps = {
    jumpToEnd: () => {
      if (conversation.hasNewer) void core.calls['conversation.jumpToEnd']({ chatId })
      else virtualizer.scrollToEnd()
    },
    jumpTo: (messageId) => {
      const index = findIdIndex(ids, messageId)
      if (ids[index] === messageId) {
        virtualizer.scrollToIndex(index, { align: 'center' })
        highlight(messageId)
        return
      }
      void core.calls['conversation.jumpTo']({ chatId, messageId }).then((result) => {
        if (!result.ok) onMissing()
      })
    },
  }
  const latest = useRef(now)
  useLayoutEffect(() => {
    latest.current = now
  })
  const [jumps] = useState<Jumps>(() => ({
    jumpToEnd: () => {
      latest.current.jumpToEnd()
    },
    jumpTo: (messageId) => {
      latest.current.jumpTo(messageId)
    },
  }))
  return jumps
}
