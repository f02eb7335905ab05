import { BellRing } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../lib/hotkeys/use-shortcut.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { lazyDialog } from '../../ui/lazy-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { findTargetChat } from '../../shell/target-chat.ts'
import styles from './alarm-host.module.css'
import { closeAlarms, openAlarms, openRaiseDialog, useIsPanelOpen, useRaisingIn } from './alarms-view.ts'
import { AlarmAnnouncer } from './announcer.tsx'
import { finishAlarmOf, takeAlarmOf } from './commands.ts'
import { RaiseDialog } from './raise-dialog.tsx'
import { useAlarmSound } from './sound/use-alarm-sound.ts'

const AlarmsPanel = lazyDialog(async () => {
  const { AlarmsPanel: Loaded } = await import('./panel/alarms-panel.tsx')
  return Loaded
})

/** Sound, keys and dialogs of alarms; once per console. What it shows is a thin bar, and only when it has to. */
export function AlarmHost(): ReactNode {
  const { t } = useTranslation('alarms')
  const sound = useAlarmSound()
  const isPanelOpen = useIsPanelOpen()
  const raisingIn = useRaisingIn()
  useShortcuts({
    'alarms.open': openAlarms,
    'alarm.raise': withTarget(openRaiseDialog),
    'alarm.take': withTarget(takeAlarmOf),
    'alarm.done': withTarget(finishAlarmOf),
  })
  return (
    <div data-alarm-sound={sound}>
      <AlarmAnnouncer />
      {sound === 'blocked' && (
        // A click anywhere in the tab enables sound; the bar only says so.
        <div className={styles.blocked} role="status">
          <BellRing size={14} aria-hidden="true" />
          <span>{t('sound.blocked')}</span>
          <button type="button" className={styles.blockedButton}>
            {t('sound.allow')}
          </button>
        </div>
      )}
      {isPanelOpen && <AlarmsPanel isOpen onClose={closeAlarms} />}
      {/* Part of the first bundle: raising an alarm must not wait for a file to load. */}
      {raisingIn !== undefined && <RaiseDialog key={raisingIn} chatId={raisingIn} />}
    </div>
  )
}

function withTarget(run: (chatId: NonNullable<ReturnType<typeof findTargetChat>>) => void): () => void {
  return () => {
    const chatId = findTargetChat()
    if (chatId === undefined) showToast({ text: language.t('noTarget', { ns: 'alarms' }) })
    else run(chatId)
  }
}
