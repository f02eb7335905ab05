import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkingCalendar } from '#shared/contract/entities/triage.ts'
import { ok } from '#shared/lib/result.ts'
import { Button } from '../../../ui/button.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { Setting } from '../setting.tsx'
import { CalendarEditor } from './calendar-editor.tsx'
import { describeCalendar } from './describe-calendar.ts'
import { useCalendarWords } from './use-calendar-words.ts'

interface Props {
  /** Undefined: the general working hours apply. */
  readonly calendar: WorkingCalendar | undefined
  readonly inherited: WorkingCalendar
  readonly isFixed: boolean
  readonly onChange: (calendar: WorkingCalendar | undefined) => void
}

/** The working hours of one chat; they take effect when the dialog around them is saved. */
export function OwnHours({ calendar, inherited, isFixed, onChange }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const words = useCalendarWords()
  const [isEditorOpen, setIsEditorOpen] = useState(false)
  return (
    <Setting label={t('own.hours')} hint={describeCalendar(calendar ?? inherited, words)}>
      {isFixed ? undefined : (
        <Segments
          label={t('own.hours')}
          value={calendar === undefined ? 'inherited' : 'own'}
          options={[
            { value: 'inherited', label: t('own.inheritedHours') },
            { value: 'own', label: t('own.ownHours') },
          ]}
          onChange={(choice) => {
            onChange(choice === 'own' ? inherited : undefined)
            if (choice === 'own') setIsEditorOpen(true)
          }}
        />
      )}
      {calendar === undefined || isFixed ? undefined : (
        <Button
          onClick={() => {
            setIsEditorOpen(true)
          }}
        >
          {t('edit')}
        </Button>
      )}
      {isEditorOpen && calendar !== undefined ? (
        <CalendarEditor
          calendar={calendar}
          onSave={(next) => {
            onChange(next)
            return Promise.resolve(ok())
          }}
          onClose={() => {
            setIsEditorOpen(false)
          }}
        />
      ) : undefined}
    </Setting>
  )
}
