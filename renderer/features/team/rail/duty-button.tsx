import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useTeamPart } from '../../../entities/hooks.ts'
import { useShortcut, useShortcutLabel } from '../../../lib/hotkeys/use-shortcut.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { Popover } from '../../../ui/popover.tsx'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { DutyPanel } from './duty-panel.tsx'
import { dutyPanelStore, showDutyPanel, toggleDuty } from './duty.ts'
import styles from './duty.module.css'

/** Whether I am on duty, turned by one press, and how many are; not there without a team. */
export function DutyButton(): ReactNode {
  const isReady = useTeamPart(({ teamLog }) => teamLog.state === 'ready')
  return isReady ? <Duty /> : undefined
}

function Duty(): ReactNode {
  const { t } = useTranslation('team')
  const amOnDuty = useTeamPart((team) => team.amOnDuty)
  const canTurn = useTeamPart(({ myRole }) => myRole !== undefined)
  const onCount = useTeamPart(({ duty }) => duty.onCount)
  const totalCount = useTeamPart(({ duty }) => duty.totalCount)
  const isOpen = useStore(dutyPanelStore, (state) => state.isOpen)
  const keys = useShortcutLabel('team.duty')
  useShortcut('team.duty', () => {
    void toggleDuty()
  })
  const counts = t('duty.count', { on: onCount, count: totalCount })
  return (
    <div className={styles.duty} role="group" aria-label={t('duty.title')}>
      <Tooltip
        side="right"
        text={t(canTurn ? (amOnDuty ? 'duty.turnOff' : 'duty.turnOn') : 'duty.noRole')}
        shortcut={canTurn ? keys : undefined}
      >
        <button
          type="button"
          role="switch"
          aria-checked={amOnDuty}
          aria-label={t('duty.mine')}
          aria-disabled={!canTurn || undefined}
          className={joinClasses(styles.state, amOnDuty && styles.on)}
          onContextMenu={showPanelInstead}
          onClick={() => {
            if (canTurn) void toggleDuty()
          }}
        >
          <span className={styles.dot} aria-hidden="true" />
          {t(amOnDuty ? 'duty.short.on' : 'duty.short.off')}
        </button>
      </Tooltip>
      <Popover
        side="right"
        align="end"
        title={t('duty.title')}
        aside={counts}
        isOpen={isOpen}
        onOpenChange={showDutyPanel}
        trigger={
          <button
            type="button"
            className={joinClasses(styles.count, onCount > 0 && styles.on)}
            aria-label={`${counts}. ${t('duty.who')}`}
            title={counts}
            onContextMenu={showPanelInstead}
          >
            {onCount} / {totalCount}
          </button>
        }
      >
        <DutyPanel />
      </Popover>
    </div>
  )
}

/** The menu of either button is who is on duty. */
function showPanelInstead(event: MouseEvent): void {
  event.preventDefault()
  showDutyPanel()
}
