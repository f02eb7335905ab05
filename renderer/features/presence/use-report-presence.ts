import { useEffect } from 'react'
import { useOpenChatId } from '../../shell/navigation.ts'
import { useLink } from '../../entities/hooks.ts'
import { presenceReport } from './own-presence.ts'

const signs = ['focus', 'pointerdown', 'pointermove', 'keydown', 'wheel'] as const

/** Tells the team which chat the user of this window looks at, as long as there is one. */
export function useReportPresence(): void {
  const openChatId = useOpenChatId()
  const link = useLink()
  useEffect(() => {
    presenceReport.look(openChatId)
  }, [openChatId])
  useEffect(() => {
    if (link.kind === 'connected') presenceReport.repeat()
  }, [link])
  useEffect(() => {
    const attend = (): void => {
      if (document.visibilityState === 'visible' && document.hasFocus()) presenceReport.attend()
    }
    const check = (): void => {
      if (document.visibilityState === 'hidden') presenceReport.hide()
      else attend()
    }
    const ended = new AbortController()
    const options = { signal: ended.signal, capture: true, passive: true }
    for (const sign of signs) window.addEventListener(sign, attend, options)
    document.addEventListener('visibilitychange', check, options)
    attend()
    return () => {
      ended.abort()
      presenceReport.look(undefined)
    }
  }, [])
}
