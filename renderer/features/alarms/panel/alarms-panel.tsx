import { type KeyboardEvent, type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useAlarms, useTeamPart } from '../../../entities/hooks.ts'
import { useShortcutLabel } from '../../../lib/hotkeys/use-shortcut.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import styles from './alarms-panel.module.css'
import alarmStyles from '../alarms.module.css'
import { closeAlarms } from '../alarms-view.ts'
import { finishAlarm, takeAlarm } from '../commands.ts'
import { chooseAlarm, sortAlarms } from '../model/sort-alarms.ts'
import { NoTeam } from '../no-team.tsx'
import { AlarmCard } from './alarm-card.tsx'
import { AlarmHistory } from './alarm-history.tsx'
import { DutyChips } from './duty-chips.tsx'

/** Every open alarm, today's ended ones, and who is on duty. T takes and D ends the current alarm. */
export function AlarmsPanel(): ReactNode {
  const { t } = useTranslation('alarms')
  const { untaken, taken, over } = sortAlarms(useAlarms())
  const hasTeam = useTeamPart((team) => team.channel !== undefined)
  const raiseKeys = useShortcutLabel('alarm.raise')
  const content = useRef<HTMLDivElement>(null)

  const runKey = (event: KeyboardEvent): void => {
    const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
    if (hasModifier || event.repeat || event.nativeEvent.isComposing) return
    const inHand = content.current?.querySelector<HTMLElement>('[data-alarm-id]:focus-within')?.dataset
      .alarmId
    if (event.code === 'KeyT') {
      const alarm = chooseAlarm(untaken, inHand)
      if (alarm !== undefined) void takeAlarm(alarm.id)
    } else if (event.code === 'KeyD') {
      const alarm = chooseAlarm(taken, inHand)
      if (alarm !== undefined) void finishAlarm(alarm.id)
    } else return
    event.preventDefault()
  }

  return (
    <Dialog isOpen onClose={closeAlarms} title={t('title')} size="medium">
      {/* The keys are those of the whole panel, whichever control has the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div ref={content} className={styles.panel} onKeyDown={runKey} data-alarms-panel="">
        {!hasTeam && untaken.length + taken.length === 0 ? (
          <NoTeam onLeave={closeAlarms} />
        ) : (
          <>
            {untaken.map((alarm, index) => (
              <AlarmCard key={alarm.id} alarm={alarm} hasKey={index === 0} />
            ))}
            {taken.map((alarm, index) => (
              <AlarmCard key={alarm.id} alarm={alarm} hasKey={index === 0} />
            ))}
            {untaken.length + taken.length === 0 && (
              <div className={alarmStyles.nothing}>
                <b>{t('empty')}</b>
                <p>{raiseKeys === undefined ? t('emptyHintNoKeys') : t('emptyHint', { keys: raiseKeys })}</p>
              </div>
            )}
            <AlarmHistory today={over} />
            <DutyChips />
          </>
        )}
      </div>
    </Dialog>
  )
}
