import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ClockOverride } from '#shared/contract/entities/triage.ts'
import { ok } from '#shared/lib/result.ts'
import { core } from '../../../entities/core.ts'
import { useChat, useRules } from '../../../entities/hooks.ts'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { useAreClocksFixed } from '../team/use-team-rules.ts'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { closeSettings } from '../../../shell/settings-view.ts'
import { ShortField } from '../../../ui/short-field.tsx'
import { UnsavedFooter } from '../unsaved-footer.tsx'
import { useCloseGuard } from '../use-close-guard.ts'
import { CalendarEditor } from './calendar-editor.tsx'
import { describeCalendar } from './describe-calendar.ts'
import { LastWaits } from './last-waits.tsx'
import { readMarks, type MarksForm } from './read-marks.ts'
import { useCalendarWords } from './use-calendar-words.ts'
import { useMarkProblem } from './use-mark-problem.ts'

/** The reply clock of one chat: own marks and hours or those of everybody, and its last waits. */
export function ClockOverrideDialog({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const read = useCallback(() => core.calls['chat.getClockOverride']({ chatId }), [chatId])
  const { value, problem } = useAnswer('rules', read)
  // Shown when there is something to edit: the core answers within a few milliseconds.
  if (value === undefined && problem === undefined) return undefined
  return <OverrideForm chatId={chatId} override={value?.override ?? {}} readProblem={problem} />
}

interface FormProps {
  readonly chatId: ChatId
  readonly override: ClockOverride
  /** Why it could not be read, in words. */
  readonly readProblem: string | undefined
}

function writeMarks({ redAfterMin, breachAfterMin }: ClockOverride): MarksForm {
  return { red: String(redAfterMin ?? ''), breach: String(breachAfterMin ?? '') }
}

function OverrideForm({ chatId, override, readProblem }: FormProps): ReactNode {
  const { t } = useTranslation('clock-settings')
  const { t: settings } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const { t: team } = useTranslation('team')
  const chat = useChat(chatId)
  const { clock } = useRules()
  const words = useCalendarWords()
  const describeProblem = useMarkProblem()
  const isFixed = useAreClocksFixed()
  const [marks, setMarks] = useState(() => writeMarks(override))
  const [calendar, setCalendar] = useState(override.calendar)
  const [isJudged, setIsJudged] = useState(false)
  const saving = useCall('rules')
  const { isBusy } = saving
  const [isEdited, setIsEdited] = useState(false)
  const problem = saving.problem ?? (isEdited ? undefined : readProblem)
  const [isEditorOpen, setIsEditorOpen] = useState(false)
  const before = writeMarks(override)
  const isDirty = marks.red !== before.red || marks.breach !== before.breach || calendar !== override.calendar
  const guard = useCloseGuard(isDirty, closeSettings)
  const read = readMarks(marks, clock)
  const problems = isJudged && !read.ok ? read : undefined
  const isSame = marks.red.trim() === '' && marks.breach.trim() === '' && calendar === undefined

  const submit = (): void => {
    setIsJudged(true)
    if (!read.ok || isFixed) return
    const next = { ...read.marks, ...(calendar === undefined ? {} : { calendar }) }
    saving.run(
      () => core.calls['chat.setClockOverride'](isSame ? { chatId } : { chatId, override: next }),
      closeSettings,
    )
  }
  const edit = (mark: keyof MarksForm) => (value: string) => {
    setMarks((before) => ({ ...before, [mark]: value }))
    setIsJudged(false)
    setIsEdited(true)
    saving.forget()
  }
  const judge = (): void => {
    setIsJudged(true)
  }
  const renderMark = (mark: 'red' | 'breach', label: string, inheritedMin: number): ReactNode => (
    <Setting
      label={label}
      hint={marks[mark].trim() === '' ? t('own.inherited', { count: inheritedMin }) : undefined}
      problem={describeProblem(
        mark,
        problems?.[mark],
        mark === 'red'
          ? marks.breach || String(clock.breachAfterMin)
          : marks.red || String(clock.redAfterMin),
      )}
    >
      <ShortField
        label={label}
        value={marks[mark]}
        placeholder={String(inheritedMin)}
        unit={settings('minutes')}
        isInvalid={problems?.[mark] !== undefined}
        isDisabled={isFixed}
        onChange={edit(mark)}
        onCommit={judge}
      />
    </Setting>
  )
  return (
    <Dialog
      isOpen
      onClose={guard.requestClose}
      title={t('own.title')}
      description={<bdi>{chat?.title}</bdi>}
      size="medium"
      onSubmit={submit}
      footer={
        guard.isAsking ? (
          <UnsavedFooter
            guard={guard}
            problem={problem}
            isBusy={isBusy}
            onDiscard={closeSettings}
            onSave={submit}
          />
        ) : (
          <>
            <span className={styles.footerText}>
              {problem === undefined ? undefined : (
                <span role="alert" className={styles.problem}>
                  {problem}
                </span>
              )}
            </span>
            {isSame || isFixed ? undefined : (
              <Button
                onClick={() => {
                  setMarks({ red: '', breach: '' })
                  setCalendar(undefined)
                  setIsJudged(false)
                }}
              >
                {t('own.reset')}
              </Button>
            )}
            <Button onClick={closeSettings}>{common(isFixed ? 'close' : 'cancel')}</Button>
            {isFixed ? undefined : (
              <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={submit}>
                {common('save')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className={styles.settings}>
        {chat === undefined || chat.class === 'customer' ? undefined : (
          <p className={styles.remark}>{t('own.notCustomer')}</p>
        )}
        {isFixed ? <p className={styles.remark}>{team('rules.ownClock')}</p> : undefined}
        {renderMark('red', t('redAfter'), clock.redAfterMin)}
        {renderMark('breach', t('breachAfter'), clock.breachAfterMin)}
        <Setting label={t('own.hours')} hint={describeCalendar(calendar ?? clock.calendar, words)}>
          {isFixed ? undefined : (
            <Segments
              label={t('own.hours')}
              value={calendar === undefined ? 'inherited' : 'own'}
              options={[
                { value: 'inherited', label: t('own.inheritedHours') },
                { value: 'own', label: t('own.ownHours') },
              ]}
              onChange={(choice) => {
                setCalendar(choice === 'own' ? clock.calendar : undefined)
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
        </Setting>
        <LastWaits chatId={chatId} breachAfterMin={override.breachAfterMin ?? clock.breachAfterMin} />
      </div>
      {isEditorOpen && calendar !== undefined ? (
        <CalendarEditor
          calendar={calendar}
          onSave={(next) => {
            setCalendar(next)
            return Promise.resolve(ok())
          }}
          onClose={() => {
            setIsEditorOpen(false)
          }}
        />
      ) : undefined}
    </Dialog>
  )
}
