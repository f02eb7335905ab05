import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '#shared/lib/result.ts'
import type { RulesView } from '#shared/contract/entities/triage.ts'
import { useRules } from '../../../entities/hooks.ts'
import { core } from '../../../entities/core.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { Button } from '../../../ui/button.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { TeamRulesLine } from '../team/team-rules-line.tsx'
import { useAreRulesFixed } from '../team/use-team-rules.ts'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { ShortField } from '../../../ui/short-field.tsx'
import { CalendarEditor } from './calendar-editor.tsx'
import { describeCalendar } from './describe-calendar.ts'
import { readMarks, type MarksForm } from './read-marks.ts'
import { useCalendarWords } from './use-calendar-words.ts'
import { useMarkProblem } from './use-mark-problem.ts'

type Clock = RulesView['clock']

/** The settings of the reply clock. Each value is saved at once, because one number is easily set back. */
export function ClockPage(): ReactNode {
  const { t } = useTranslation('clock-settings')
  const { clock } = useRules()
  const words = useCalendarWords()
  const isFixed = useAreRulesFixed()
  const [isEditorOpen, setIsEditorOpen] = useState(false)
  const { problem, run } = useCall('rules', { canOverlap: true })
  const ask = (next: Partial<Clock>): Promise<Result<unknown>> =>
    core.calls['rules.set']({ clock: { ...clock, ...next } })
  const change: MarksProps['onChange'] = (next, onDone) => {
    run(() => ask(next), onDone)
  }
  return (
    <>
      {isFixed ? <TeamRulesLine /> : undefined}
      <Marks clock={clock} isFixed={isFixed} onChange={change} />
      <Setting label={t('hours')} hint={describeCalendar(clock.calendar, words)}>
        <Button
          disabled={isFixed}
          onClick={() => {
            setIsEditorOpen(true)
          }}
        >
          {t('edit')}
        </Button>
      </Setting>
      <Setting label={t('reaction')} hint={t('reactionHint')}>
        <Switch
          label={t('reaction')}
          isOn={clock.reactionAnswers}
          isDisabled={isFixed}
          onChange={(reactionAnswers) => {
            change({ reactionAnswers })
          }}
        />
      </Setting>
      <p className={styles.remark}>{t('chatsOwn')}</p>
      {isFixed ? undefined : <TeamRulesLine />}
      {problem === undefined || isEditorOpen ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {isEditorOpen ? (
        <CalendarEditor
          calendar={clock.calendar}
          onSave={(calendar) => ask({ calendar })}
          onClose={() => {
            setIsEditorOpen(false)
          }}
        />
      ) : undefined}
    </>
  )
}

interface MarksProps {
  readonly clock: Clock
  /** Read-only. */
  readonly isFixed: boolean
  readonly onChange: (next: Partial<Clock>, onDone?: () => void) => void
}

/**
 * Both marks are validated and saved together; while they contradict each other, the text stays in the fields and
 * nothing is saved.
 */
function Marks({ clock, isFixed, onChange }: MarksProps): ReactNode {
  const { t } = useTranslation('clock-settings')
  const { t: settings } = useTranslation('settings')
  const describeProblem = useMarkProblem()
  const [edited, setEdited] = useState<MarksForm>()
  const [isJudged, setIsJudged] = useState(false)
  const shown = edited ?? { red: String(clock.redAfterMin), breach: String(clock.breachAfterMin) }
  const read = readMarks(shown)
  const problems = isJudged && !read.ok ? read : undefined
  const edit = (mark: keyof MarksForm) => (value: string) => {
    setEdited({ ...shown, [mark]: value })
    setIsJudged(false)
  }
  const commit = (): void => {
    setIsJudged(true)
    if (edited === undefined || !read.ok) return
    const isSame =
      read.marks.redAfterMin === clock.redAfterMin && read.marks.breachAfterMin === clock.breachAfterMin
    // Text that was typed since then stays.
    const showKept = (): void => {
      setEdited((current) => (current === edited ? undefined : current))
    }
    if (isSame) showKept()
    else onChange(read.marks, showKept)
  }
  return (
    <>
      <Setting
        label={t('redAfter')}
        hint={t('redHint')}
        problem={describeProblem('red', problems?.red, shown.breach)}
      >
        <ShortField
          label={t('redAfter')}
          value={shown.red}
          isDisabled={isFixed}
          unit={settings('minutes')}
          isInvalid={problems?.red !== undefined}
          onChange={edit('red')}
          onCommit={commit}
        />
      </Setting>
      <Setting
        label={t('breachAfter')}
        hint={t('breachHint')}
        problem={describeProblem('breach', problems?.breach, shown.red)}
      >
        <ShortField
          label={t('breachAfter')}
          value={shown.breach}
          isDisabled={isFixed}
          unit={settings('minutes')}
          isInvalid={problems?.breach !== undefined}
          onChange={edit('breach')}
          onCommit={commit}
        />
      </Setting>
    </>
  )
}
