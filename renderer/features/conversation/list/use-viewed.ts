import { useCallback, useEffect, useRef } from 'react'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'

/** What is on screen for shorter than this is not reported. */
const settleMs = 200

/**
 * Tells Telegram which messages were on screen in a focused window, each once and in batches.
 * `findVisible` answers with the ids that are worth reporting now. Returns the check, to be called when the screen changed.
 */
export function useViewed(chatId: ChatId, findVisible: () => readonly MessageId[]): () => void {
  const reported = useRef<Set<MessageId>>(new Set())
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const find = useRef(findVisible)
  useEffect(() => {
    find.current = findVisible
  })

  const report = useCallback((): void => {
    timer.current = undefined
    if (!document.hasFocus() || document.visibilityState !== 'visible') return
    const messageIds = find.current().filter((id) => !reported.current.has(id))
    if (messageIds.length === 0) return
    for (const id of messageIds) reported.current.add(id)
    void core.calls['messages.view']({ chatId, messageIds }).then((result) => {
      // Not marked: it is tried again when the screen or the focus changes.
      if (!result.ok) for (const id of messageIds) reported.current.delete(id)
    })
  }, [chatId])

  const check = useCallback((): void => {
    timer.current ??= setTimeout(report, settleMs)
  }, [report])

  useEffect(() => {
    window.addEventListener('focus', check)
    document.addEventListener('visibilitychange', check)
    return () => {
      window.removeEventListener('focus', check)
      document.removeEventListener('visibilitychange', check)
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [check])

  return check
}
