import { CopyPlus, Plus, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../settings.module.css'
import clockStyles from './clock.module.css'
import { ShortField } from '../../../ui/short-field.tsx'
import { proposeInterval, type IntervalForm, type IntervalProblem } from './calendar-form.ts'
import { formatDayTime, readDayTime } from '../../../lib/time/day-time.ts'
import type { weekdays } from './use-calendar-words.ts'

interface Props {
  readonly day: (typeof weekdays)[number]
  readonly intervals: readonly IntervalForm[]
  /** What is wrong, by the id of the interval; absent until it was judged. */
  readonly problems: ReadonlyMap<number, IntervalProblem> | undefined
  readonly onChange: (intervals: readonly IntervalForm[]) => void
  /** Only for the day that can be copied. */
  readonly onCopy?: (() => void) | undefined
}

const mostIntervals = 12

/** The hours of one day: pairs of times, one line as long as they fit. */
export function DayHours({ day, intervals, problems, onChange, onCopy }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const name = t(`editor.days.${day}`)
  const texts = [
    ...new Set(intervals.map(({ id }) => problems?.get(id)).filter((found) => found !== undefined)),
  ]
  return (
    <div className={clockStyles.day}>
      <span className={clockStyles.dayName}>{name}</span>
      <div className={clockStyles.hours}>
        {intervals.map((interval) => (
          <Interval
            key={interval.id}
            day={name}
            interval={interval}
            problem={problems?.get(interval.id)}
            onEdit={(change) => {
              onChange(intervals.map((other) => (other === interval ? { ...other, ...change } : other)))
            }}
            onRemove={() => {
              onChange(intervals.filter((other) => other !== interval))
            }}
          />
        ))}
        {intervals.length === 0 ? <span className={styles.dim}>{t('editor.dayOff')}</span> : undefined}
        {intervals.length >= mostIntervals ? undefined : (
          <IconButton
            label={t('editor.addInterval', { day: name })}
            icon={<Plus size={14} aria-hidden="true" />}
            onClick={() => {
              onChange([...intervals, proposeInterval(intervals)])
            }}
          />
        )}
        {onCopy === undefined ? undefined : (
          <IconButton
            label={t('editor.copy')}
            icon={<CopyPlus size={14} aria-hidden="true" />}
            onClick={onCopy}
          />
        )}
        {texts.map((problem) => (
          <small key={problem} role="alert" className={styles.problem}>
            {t(`problem.${problem}`)}
          </small>
        ))}
      </div>
    </div>
  )
}

interface IntervalProps {
  /** The name of its day. */
  readonly day: string
  readonly interval: IntervalForm
  readonly problem: IntervalProblem | undefined
  readonly onEdit: (change: Partial<IntervalForm>) => void
  readonly onRemove: () => void
}

function Interval({ day, interval: { from, to }, problem, onEdit, onRemove }: IntervalProps): ReactNode {
  const { t } = useTranslation('clock-settings')
  return (
    <span className={clockStyles.interval}>
      <TimeField
        label={t('editor.from', { day })}
        value={from}
        isInvalid={isWrong(problem, 'from')}
        onChange={(value) => {
          onEdit({ from: value })
        }}
      />
      –
      <TimeField
        label={t('editor.to', { day })}
        value={to}
        isInvalid={isWrong(problem, 'to')}
        onChange={(value) => {
          onEdit({ to: value })
        }}
      />
      <IconButton
        label={t('editor.removeInterval', { from, to, day })}
        icon={<X size={13} aria-hidden="true" />}
        onClick={onRemove}
      />
    </span>
  )
}

function isWrong(problem: IntervalProblem | undefined, end: 'from' | 'to'): boolean {
  return problem !== undefined && (problem === end || problem === 'order' || problem === 'overlap')
}

interface TimeFieldProps {
  readonly label: string
  readonly value: string
  readonly isInvalid: boolean
  readonly onChange: (value: string) => void
}

/** "9" becomes "09:00" when the field is left; what is no time stays as it was typed. */
function TimeField({ label, value, isInvalid, onChange }: TimeFieldProps): ReactNode {
  return (
    <ShortField
      label={label}
      value={value}
      isInvalid={isInvalid}
      onChange={onChange}
      onCommit={() => {
        const read = readDayTime(value)
        if (read !== undefined && formatDayTime(read) !== value) onChange(formatDayTime(read))
      }}
    />
  )
}
