import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { RulesView } from '#shared/contract/entities/triage.ts'
import { ShortField } from '../../../ui/short-field.tsx'
import { Setting } from '../setting.tsx'
import type { MarkProblem, MarksForm } from './read-marks.ts'
import { useMarkProblem } from './use-mark-problem.ts'

interface Props {
  readonly mark: 'red' | 'breach'
  /** The text of both fields; empty: the general mark applies. */
  readonly marks: MarksForm
  readonly clock: RulesView['clock']
  readonly problem: MarkProblem | undefined
  readonly isFixed: boolean
  readonly onChange: (value: string) => void
  readonly onCommit: () => void
}

/** After how many minutes this chat is red, or in breach. */
export function OwnMark({ mark, marks, clock, problem, isFixed, onChange, onCommit }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const { t: settings } = useTranslation('settings')
  const describeProblem = useMarkProblem()
  const isRed = mark === 'red'
  const label = t(isRed ? 'redAfter' : 'breachAfter')
  const inheritedMin = isRed ? clock.redAfterMin : clock.breachAfterMin
  const other = isRed ? marks.breach || String(clock.breachAfterMin) : marks.red || String(clock.redAfterMin)
  return (
    <Setting
      label={label}
      hint={marks[mark].trim() === '' ? t('own.inherited', { count: inheritedMin }) : undefined}
      problem={describeProblem(mark, problem, other)}
    >
      <ShortField
        label={label}
        value={marks[mark]}
        placeholder={String(inheritedMin)}
        unit={settings('minutes')}
        isInvalid={problem !== undefined}
        isDisabled={isFixed}
        onChange={onChange}
        onCommit={onCommit}
      />
    </Setting>
  )
}
