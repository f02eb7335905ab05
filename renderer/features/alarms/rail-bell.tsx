import { Bell } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAlarmsPart } from '../../entities/hooks.ts'
import { useShortcutLabel } from '../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './rail-bell.module.css'
import alarmStyles from './alarms.module.css'
import { openAlarms, useIsPanelOpen } from './alarms-view.ts'
import { isOpen } from './model/sort-alarms.ts'

/** The alarms' button in the rail: how many are open, and whether one is not taken. */
export function RailBell(): ReactNode {
  const { t } = useTranslation('alarms')
  const keys = useShortcutLabel('alarms.open')
  const count = useAlarmsPart((alarms) => alarms.filter(isOpen).length)
  const hasUntaken = useAlarmsPart((alarms) =>
    alarms.some((alarm) => isOpen(alarm) && alarm.taken === undefined),
  )
  const isPanelOpen = useIsPanelOpen()
  return (
    <IconButton
      size="large"
      side="right"
      label={count === 0 ? t('title') : `${t('title')}: ${t('open', { count })}`}
      {...(keys === undefined ? {} : { shortcut: keys })}
      isActive={isPanelOpen}
      data-open-alarms={count}
      icon={
        <Bell
          size={18}
          strokeWidth={1.8}
          aria-hidden="true"
          className={joinClasses(hasUntaken && styles.railUntaken, hasUntaken && alarmStyles.blinking)}
        />
      }
      badge={
        count > 0 ? (
          <b className={styles.railBadge} aria-hidden="true">
            {count}
          </b>
        ) : undefined
      }
      onClick={openAlarms}
    />
  )
}
