import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAlarmsPart, useTriagePart } from '../../entities/hooks.ts'
import { isAlarmOpen } from '../alarms/index.ts'
import { shell } from '../../lib/core-link/host.ts'

/** Alarms, waiting and red chats outside of the window: in the tray, at the program's icon, at the tab's. */
export function useBadge(): void {
  const { t } = useTranslation('notifications')
  const { t: alarmWords } = useTranslation('alarms')
  const alarmCount = useAlarmsPart((alarms) => alarms.filter(isAlarmOpen).length)
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  const waitingCount = useTriagePart((triage) => triage?.counts.waiting ?? 0)
  useEffect(() => {
    const waiting = t('trayWaiting', { count: waitingCount })
    const waits = redCount === 0 ? waiting : t('trayRed', { count: redCount, waiting })
    shell?.setBadge({
      // An open alarm is red outside of the window as well.
      redCount: redCount + alarmCount,
      waitingCount,
      tooltip: alarmCount === 0 ? waits : `${alarmWords('tray', { count: alarmCount })}, ${waits}`,
      openLabel: t('trayOpen'),
      quitLabel: t('trayQuit'),
    })
  }, [t, alarmWords, redCount, waitingCount, alarmCount])
  const isRed = redCount + alarmCount > 0
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
    if (link !== null) link.href = isRed ? '/icon-red.svg' : '/icon.svg'
  }, [isRed])
}
