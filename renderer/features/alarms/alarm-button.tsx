import { BellRing } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import { useShortcutLabel } from '../../lib/hotkeys/use-shortcut.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import styles from './alarm-button.module.css'
import { openRaiseDialog } from './alarms-view.ts'

/** Calls the team to a customer's chat; in a narrow window it is an icon. Gone while an alarm is open: the bar below has it. */
export function AlarmButton({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('alarms')
  const keys = useShortcutLabel('alarm.raise')
  if (chat.class !== 'customer' || chat.alarm !== undefined) return undefined
  return (
    <Tooltip text={t('raiseHint')} shortcut={keys}>
      <button
        type="button"
        className={styles.raise}
        aria-label={t('raise')}
        onClick={() => {
          openRaiseDialog(chat.id)
        }}
      >
        <BellRing size={14} aria-hidden="true" />
        <span>{t('raise')}</span>
      </button>
    </Tooltip>
  )
}
