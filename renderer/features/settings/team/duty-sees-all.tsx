import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../entities/core.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { Switch } from '../../../ui/switch.tsx'
import { Setting } from '../setting.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'
import { useCanManage } from '../../team/index.ts'

/** Whether duty sees what was not shown to it. Task administrators never do. */
export function DutySeesAllSetting(): ReactNode {
  const { t } = useTranslation('team')
  const dutySeesAll = useTeamPart((team) => team.dutySeesAll)
  const canManage = useCanManage()
  return (
    <Setting
      label={t('agreed.dutySeesAll')}
      hint={t(canManage ? 'agreed.dutySeesAllHint' : 'agreed.managersDecide')}
    >
      <Switch
        label={t('agreed.dutySeesAll')}
        isOn={dutySeesAll}
        isDisabled={!canManage}
        onChange={(next) => {
          void reportFailure(core.calls['team.setDutySeesAll']({ dutySeesAll: next }), 'team')
        }}
      />
    </Setting>
  )
}
