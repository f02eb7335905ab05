import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkingCalendar } from '#shared/contract/entities/triage.ts'
import type { Result } from '#shared/lib/result.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { Segments } from '../../../ui/segments.tsx'
import { EditorDialog } from '../editor-dialog.tsx'
import styles from '../settings.module.css'
import { useCloseGuard } from '../use-close-guard.ts'
import {
  copyMonday,
  readCalendarForm,
  writeCalendarForm,
  type CalendarForm,
  type IntervalForm,
} from './calendar-form.ts'
import { DayHours } from './day-hours.tsx'
import { Holidays } from './holidays.tsx'
import { isZoneKnown, localZone } from './time-zones.ts'
import { weekdays } from './use-calendar-words.ts'
import { ZoneField } from './zone-field.tsx'

interface Props {
  readonly calendar: WorkingCalendar
  /** The editor stays open after a failure, and shows it. */
  readonly onSave: (calendar: WorkingCalendar) => Promise<Result<unknown>>
  readonly onClose: () => void
}

const kinds = ['always', 'weekly'] as const

/** The working hours of a week, a zone and days off. Nothing counts before it is saved. */
export function CalendarEditor({ calendar, onSave, onClose }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const [first] = useState(() => writeCalendarForm(calendar, localZone))
  const [form, setForm] = useState<CalendarForm>(first)
  const [isJudged, setIsJudged] = useState(false)
  const { isBusy, problem, run, forget } = useCall('rules')
  const guard = useCloseGuard(form !== first, onClose)
  const read = readCalendarForm(form, isZoneKnown)
  const problems = isJudged && !read.ok ? read : undefined
  const change = (next: Partial<CalendarForm>): void => {
    setForm((before) => ({ ...before, ...next }))
    forget()
  }
  const submit = (): void => {
    setIsJudged(true)
    if (read.ok) run(() => onSave(read.calendar), onClose)
  }
  return (
    <EditorDialog
      title={t('editor.title')}
      description={t('editor.text')}
      guard={guard}
      saveLabel={t('editor.save')}
      isBusy={isBusy}
      problem={problem}
      onSave={submit}
      onClose={onClose}
    >
      <Segments
        label={t('editor.kind')}
        value={form.kind}
        options={kinds.map((value) => ({ value, label: t(`editor.kinds.${value}`) }))}
        onChange={(kind) => {
          change({ kind })
        }}
      />
      {form.kind === 'always' ? undefined : <Week form={form} problems={problems} onChange={change} />}
    </EditorDialog>
  )
}

interface WeekProps {
  readonly form: CalendarForm
  readonly problems: Extract<ReturnType<typeof readCalendarForm>, { readonly ok: false }> | undefined
  readonly onChange: (change: Partial<CalendarForm>) => void
}

/** The zone, the hours of each day and the days off. */
function Week({ form, problems, onChange }: WeekProps): ReactNode {
  const { t } = useTranslation('clock-settings')
  const changeDay = (day: number, intervals: readonly IntervalForm[]): void => {
    onChange({ days: form.days.map((before, index) => (index === day ? intervals : before)) })
  }
  return (
    <>
      <ZoneField
        zone={form.timeZone}
        isInvalid={problems?.isZoneUnknown === true}
        onChange={(timeZone) => {
          onChange({ timeZone })
        }}
      />
      <div>
        {form.days.map((intervals, day) => (
          <DayHours
            key={weekdays[day]}
            day={weekdays[day] ?? 'mon'}
            intervals={intervals}
            problems={problems?.intervals}
            onChange={(next) => {
              changeDay(day, next)
            }}
            onCopy={
              day === 0
                ? () => {
                    onChange(copyMonday(form))
                  }
                : undefined
            }
          />
        ))}
        {problems?.isEmpty === true ? (
          <p role="alert" className={styles.problem}>
            {t('problem.empty')}
          </p>
        ) : undefined}
      </div>
      <Holidays
        holidays={form.holidays}
        onChange={(holidays) => {
          onChange({ holidays })
        }}
      />
    </>
  )
}
