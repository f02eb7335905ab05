import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ClockOverride } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { useChat, useRules } from '../../../entities/hooks.ts'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useAreClocksFixed } from '../team/use-team-rules.ts'
import styles from '../settings.module.css'
import { closeSettings } from '../../../shell/settings-view.ts'
import { UnsavedFooter } from '../unsaved-footer.tsx'
import { useCloseGuard } from '../use-close-guard.ts'
import { LastWaits } from './last-waits.tsx'
import { OwnHours } from './own-hours.tsx'
import { OwnMark } from './own-mark.tsx'
import { readMarks, type MarksForm } from './read-marks.ts'

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
  const { t: team } = useTranslation('team')
  const chat = useChat(chatId)
  const { clock } = useRules()
  const isFixed = useAreClocksFixed()
  const [marks, setMarks] = useState(() => writeMarks(override))
  const [calendar, setCalendar] = useState(override.calendar)
  const [isJudged, setIsJudged] = useState(false)
  const saving = useCall('rules')
  const [isEdited, setIsEdited] = useState(false)
  const problem = saving.problem ?? (isEdited ? undefined : readProblem)
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
  const reset = (): void => {
    setMarks({ red: '', breach: '' })
    setCalendar(undefined)
    setIsJudged(false)
  }
  const edit = (mark: keyof MarksForm) => (value: string) => {
    setMarks((before) => ({ ...before, [mark]: value }))
    setIsJudged(false)
    setIsEdited(true)
    saving.forget()
  }
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
            isBusy={saving.isBusy}
            onDiscard={closeSettings}
            onSave={submit}
          />
        ) : (
          <OverrideFooter
            problem={problem}
            isBusy={saving.isBusy}
            isFixed={isFixed}
            onReset={isSame || isFixed ? undefined : reset}
            onSave={submit}
          />
        )
      }
    >
      <div className={styles.settings}>
        {chat === undefined || chat.class === 'customer' ? undefined : (
          <p className={styles.remark}>{t('own.notCustomer')}</p>
        )}
        {isFixed ? <p className={styles.remark}>{team('rules.ownClock')}</p> : undefined}
        {(['red', 'breach'] as const).map((mark) => (
          <OwnMark
            key={mark}
            mark={mark}
            marks={marks}
            clock={clock}
            problem={problems?.[mark]}
            isFixed={isFixed}
            onChange={edit(mark)}
            onCommit={() => {
              setIsJudged(true)
            }}
          />
        ))}
        <OwnHours calendar={calendar} inherited={clock.calendar} isFixed={isFixed} onChange={setCalendar} />
        <LastWaits chatId={chatId} breachAfterMin={override.breachAfterMin ?? clock.breachAfterMin} />
      </div>
    </Dialog>
  )
}

interface FooterProps {
  readonly problem: string | undefined
  readonly isBusy: boolean
  readonly isFixed: boolean
  /** Undefined: there is nothing of its own. */
  readonly onReset: (() => void) | undefined
  readonly onSave: () => void
}

function OverrideFooter({ problem, isBusy, isFixed, onReset, onSave }: FooterProps): ReactNode {
  const { t } = useTranslation('clock-settings')
  const { t: common } = useTranslation('common')
  return (
    <>
      <span className={styles.footerText}>
        {problem === undefined ? undefined : (
          <span role="alert" className={styles.problem}>
            {problem}
          </span>
        )}
      </span>
      {onReset === undefined ? undefined : <Button onClick={onReset}>{t('own.reset')}</Button>}
      <Button onClick={closeSettings}>{common(isFixed ? 'close' : 'cancel')}</Button>
      {isFixed ? undefined : (
        <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={onSave}>
          {common('save')}
        </Button>
      )}
    </>
  )
}
