import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ClockOverride } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { useChat, useRules } from '../../../entities/hooks.ts'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { closeSettings } from '../../../shell/settings-view.ts'
import { Button } from '../../../ui/button.tsx'
import { EditorDialog } from '../editor-dialog.tsx'
import styles from '../settings.module.css'
import { useAreClocksFixed } from '../team/use-team-rules.ts'
import { useCloseGuard } from '../use-close-guard.ts'
import { LastWaits } from './last-waits.tsx'
import { OwnHours } from './own-hours.tsx'
import { OwnMark } from './own-mark.tsx'
import { useOverrideForm } from './use-override-form.ts'

/** The reply clock of one chat: its own marks and hours or the general ones, and its last waits. */
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

function OverrideForm({ chatId, override, readProblem }: FormProps): ReactNode {
  const { t } = useTranslation('clock-settings')
  const { t: common } = useTranslation('common')
  const { t: team } = useTranslation('team')
  const chat = useChat(chatId)
  const { clock } = useRules()
  const isFixed = useAreClocksFixed()
  const editing = useOverrideForm({ chatId, override, clock, isFixed, onSaved: closeSettings })
  const { form, problems, saving } = editing
  const guard = useCloseGuard(editing.isDirty, closeSettings)
  return (
    <EditorDialog
      title={t('own.title')}
      description={<bdi>{chat?.title}</bdi>}
      guard={guard}
      saveLabel={common('save')}
      isBusy={saving.isBusy}
      problem={saving.problem ?? (editing.isEdited ? undefined : readProblem)}
      isFixed={isFixed}
      tools={
        editing.isEmpty || isFixed ? undefined : <Button onClick={editing.reset}>{t('own.reset')}</Button>
      }
      onSave={editing.submit}
      onClose={closeSettings}
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
            marks={form.marks}
            clock={clock}
            problem={problems?.[mark]}
            isFixed={isFixed}
            onChange={(value) => {
              editing.editMark(mark, value)
            }}
            onCommit={editing.judge}
          />
        ))}
        <OwnHours
          calendar={form.calendar}
          inherited={clock.calendar}
          isFixed={isFixed}
          onChange={editing.setCalendar}
        />
        <LastWaits chatId={chatId} breachAfterMin={override.breachAfterMin ?? clock.breachAfterMin} />
      </div>
    </EditorDialog>
  )
}
