import { useEffect, useState } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'

/**
 * Whether the end of the history was reached before this change: only then does the list follow what is added.
 * What is loaded to reach the end would otherwise carry the reader along.
 */
export function useIsLive({ generation, hasNewer }: ConversationView): boolean {
  const [reached, setReached] = useState<number | undefined>(undefined)
  const isLive = reached === generation && !hasNewer
  useEffect(() => {
    // The state before a change can only be recorded after it.
    // oxlint-disable-next-line react/set-state-in-effect
    setReached(hasNewer ? undefined : generation)
  }, [generation, hasNewer])
  return isLive
}
