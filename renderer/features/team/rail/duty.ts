import { createStore } from 'zustand/vanilla'
import { core, entities } from '../../../entities/core.ts'
import { language } from '../../../lib/i18n/start-i18n.ts'
import { showToast } from '../../../ui/toast.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'

/** Whether the list of who is on duty is open. */
export const dutyPanelStore = createStore<{ readonly isOpen: boolean }>(() => ({ isOpen: false }))

export function showDutyPanel(isOpen = true): void {
  dutyPanelStore.setState({ isOpen })
}

/** On duty, or off it; whoever goes off may say when they mean to be back. Answers whether it was done. */
export async function setDuty(isOn: boolean, backAtS?: number): Promise<boolean> {
  return reportFailure(
    core.calls['team.setDuty']({ isOn, ...(backAtS === undefined ? {} : { backAtS }) }),
    'team',
  )
}

/** Toggles duty; after going off duty the toast offers "back at". */
export async function toggleDuty(): Promise<void> {
  const team = entities.team.getState().value
  if (team?.teamLog.state !== 'ready') return
  const isOn = !team.amOnDuty
  if (!(await setDuty(isOn))) return
  showToast({
    text: language.t(isOn ? 'duty.saidOn' : 'duty.saidOff', { ns: 'team' }),
    ...(isOn
      ? {}
      : {
          action: {
            label: language.t('duty.sayBack', { ns: 'team' }),
            onSelect: () => {
              showDutyPanel()
            },
          },
        }),
  })
}
