import { useCallback, useEffect, useState } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { core, linkStore } from '../../entities/core.ts'
import { useLink } from '../../entities/hooks.ts'
import type { LinkState } from '../../lib/core-link/connect-core.ts'

export type OpenProblem = 'not_found' | 'call'

interface Opened {
  readonly openProblem: OpenProblem | undefined
  readonly reopen: () => void
}

/** Subscribes to the chat while it is on screen; the link subscribes again after a lost connection. */
export function useOpenConversation(chatId: ChatId): Opened {
  /** A problem is valid for the connection on which it occurred. */
  const [met, setMet] = useState<{ problem: OpenProblem; link: LinkState } | undefined>(undefined)
  const link = useLink()

  const open = useCallback(() => {
    void core.openConversation(chatId).then((result) => {
      const problem = result.ok ? undefined : toProblem(result.error.code)
      setMet(problem === undefined ? undefined : { problem, link: linkStore.getState().link })
    })
  }, [chatId])

  useEffect(() => {
    open()
    return () => {
      core.closeConversation(chatId)
    }
  }, [chatId, open])

  return { openProblem: met?.link === link ? met.problem : undefined, reopen: open }
}

function toProblem(code: string): OpenProblem | undefined {
  switch (code) {
    case 'disconnected':
    case 'not_ready':
      // The connection bar shows it, and the link retries.
      return undefined
    case 'chat_not_found':
      return 'not_found'
    default:
      return 'call'
  }
}
