import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useTriagePart } from '../../entities/hooks.ts'
import { shell } from '../../lib/core-link/host.ts'

/** Waiting and red chats outside of the window: in the tray, at the program's icon, at the tab's. */
export function useBadge(): void {
  const { t } = useTranslation('notifications')
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  const waitingCount = useTriagePart((triage) => triage?.counts.waiting ?? 0)
  useEffect(() => {
    const waiting = t('trayWaiting', { count: waitingCount })
    shell?.setBadge({
      redCount,
      waitingCount,
      tooltip: redCount === 0 ? waiting : t('trayRed', { count: redCount, waiting }),
      openLabel: t('trayOpen'),
      quitLabel: t('trayQuit'),
    })
  }, [t, redCount, waitingCount])
  const isRed = redCount > 0
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (link !== null) link.href = isRed ? '/icon-red.svg' : '/icon.svg'
  }, [isRed])
}
