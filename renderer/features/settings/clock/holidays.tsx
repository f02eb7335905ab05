import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLocale } from '../../../lib/time/choose-locale.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from '../settings.module.css'
import { readDates } from './read-dates.ts'

interface Props {
  /** YYYY-MM-DD, in order. */
  readonly holidays: readonly string[]
  readonly onChange: (holidays: readonly string[]) => void
}

/** Days off: those there are, and a field for more. */
export function Holidays({ holidays, onChange }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  return (
    <div className={styles.line} data-align="top">
      <span>{t('editor.holidays')}</span>
      <div className={styles.grow}>
        <HolidayField holidays={holidays} onChange={onChange} />
        <HolidayChips holidays={holidays} onChange={onChange} />
      </div>
    </div>
  )
}

const mostHolidays = 400

/** Days are typed or pasted, one or many. What could not be read stays in the field. */
function HolidayField({ holidays, onChange }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const add = (): void => {
    const { dates, unread } = readDates(text, readToday())
    const all = [...new Set([...holidays, ...dates])].toSorted()
    if (all.length > mostHolidays) {
      setProblem(t('problem.manyHolidays'))
      return
    }
    if (dates.length > 0) onChange(all)
    setText(unread.join(', '))
    setProblem(unread.length === 0 ? undefined : t('problem.dates', { text: unread.join(', ') }))
  }
  return (
    <div className={styles.addLine}>
      <TextField
        label={t('editor.holidayField')}
        isLabelHidden
        placeholder={t('editor.holidayPlaceholder')}
        value={text}
        problem={problem}
        hint={t('editor.holidayHint')}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value)
          setProblem(undefined)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
          event.preventDefault()
          add()
        }}
      />
      <Button onClick={add} disabled={text.trim() === ''}>
        {t('editor.addHolidays')}
      </Button>
    </div>
  )
}

/** The days off there are; past ones can be removed together. */
function HolidayChips({ holidays, onChange }: Props): ReactNode {
  const { t, i18n } = useTranslation('clock-settings')
  const today = readToday()
  const format = new Intl.DateTimeFormat(chooseLocale(i18n.language), {
    dateStyle: 'medium',
    timeZone: 'UTC',
  })
  return (
    <div className={styles.chips}>
      {holidays.map((date) => {
        const shown = format.format(Date.parse(date))
        return (
          <Chip
            key={date}
            isDim={date < today}
            removeLabel={t('editor.removeHoliday', { date: shown })}
            onRemove={() => {
              onChange(holidays.filter((other) => other !== date))
            }}
          >
            {shown}
          </Chip>
        )
      })}
      {holidays.some((date) => date < today) ? (
        <Button
          variant="link"
          onClick={() => {
            onChange(holidays.filter((date) => date >= today))
          }}
        >
          {t('editor.removePast')}
        </Button>
      ) : undefined}
    </div>
  )
}

/** The day of this machine as YYYY-MM-DD. */
function readToday(): string {
  const now = new Date(windowClock.now())
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
}
