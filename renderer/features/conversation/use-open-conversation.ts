import { useCallback, useEffect, useState } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { core } from '../../entities/core.ts'
import { useLink } from '../../entities/hooks.ts'

type OpenProblem = 'not_found' | 'call' | undefined

/** Subscribes to the chat while it is on screen; the link repeats it by itself after a lost connection. */
export function useOpenConversation(chatId: ChatId): {
  readonly openProblem: OpenProblem
  readonly reopen: () => void
} {
  const [openProblem, setOpenProblem] = useState<OpenProblem>(undefined)
  const link = useLink()

  const open = useCallback(() => {
    setOpenProblem(undefined)
    void core.openConversation(chatId).then((result) => {
      if (result.ok) return
      switch (result.error.code) {
        case 'disconnected':
        case 'not_ready':
          // Said by the banner of the window, and tried again by the link.
          return
        case 'chat_not_found':
          setOpenProblem('not_found')
          return
        default:
          setOpenProblem('call')
      }
    })
  }, [chatId])

  useEffect(() => {
    open()
    return () => {
      core.closeConversation(chatId)
    }
  }, [chatId, open])

  useEffect(() => {
    if (link.kind === 'connected') setOpenProblem(undefined)
  }, [link.kind])

  return { openProblem, reopen: open }
}
