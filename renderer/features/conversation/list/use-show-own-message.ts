import { useLayoutEffect } from 'react'
import { readMessage } from '../model/read-messages.ts'
import type { ShownMessages } from './shown-messages.ts'

/** A message of one's own is shown when it is sent, wherever the list stands. */
export function useShowOwnMessage({ chatId, ids, virtualizer }: ShownMessages): void {
  const last = readMessage(chatId, ids.at(-1))
  const pendingId = last?.isOutgoing === true && last.state === 'pending' ? last.id : undefined
  useLayoutEffect(() => {
    if (pendingId !== undefined) virtualizer.scrollToEnd()
  }, [pendingId, virtualizer])
}
