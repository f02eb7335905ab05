import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { isOpenChat } from '../../shell/navigation.ts'
import { useChat, useSessionPart, useTeamPart } from '../../entities/hooks.ts'
import { useCall } from '../../lib/failure/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { showToast } from '../../ui/toast.tsx'
import { findComposerField } from '../../shell/focus.ts'
import { openSettings } from '../../shell/settings-view.ts'
import { useHasChannel, useStrangerWords } from '../team/index.ts'
import styles from './raise-dialog.module.css'
import alarmStyles from './alarms.module.css'
import { closeAlarms } from './alarms-view.ts'
import { raiseAlarm } from './commands.ts'
import { NoTeam } from './no-team.tsx'
import { isolate } from './use-words.ts'

const longestNote = 500
/** The counter appears when this many characters are left. */
const counterFrom = 100

/** Asks what is wrong and raises the alarm; Enter in the note raises it as well. */
export function RaiseDialog({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const { t } = useTranslation('alarms')
  const chat = useChat(chatId)
  const hasTeam = useHasChannel()
  const strangers = useStrangerWords()
  const isTeamChannel = useTeamPart((team) => team.channel?.chatId === chatId)
  const isOnline = useSessionPart((session) => session?.connection === 'ready')
  const [note, setNote] = useState('')
  const { isBusy, problem, run, forget } = useCall('alarm')
  const wasRaised = useRef(false)
  const canRaise = hasTeam && !isTeamChannel
  const edit = (next: string): void => {
    setNote(next)
    forget()
  }
  const submit = (): void => {
    if (!hasTeam) {
      closeAlarms()
      openSettings('team')
      return
    }
    if (canRaise) run(() => raiseAlarm(chatId, note), sayRaised)
  }
  const sayRaised = (): void => {
    wasRaised.current = true
    closeAlarms()
    // In the open chat the alarm bar already shows it.
    if (isOpenChat(chatId)) return
    const title = isolate(chat?.title ?? '')
    showToast({ text: t(isOnline ? 'raisedToast' : 'raisedToastLater', { title }) })
  }
  return (
    <Dialog
      isOpen
      onClose={closeAlarms}
      title={t('dialog.title')}
      {...(canRaise ? { description: t('dialog.text') } : {})}
      onSubmit={submit}
      // The button that opened the dialog disappears once the alarm is raised; the field is where the operator goes
      // next.
      findFinalFocus={() => (wasRaised.current && isOpenChat(chatId) ? findComposerField() : undefined)}
      footer={<RaiseFooter hasTeam={hasTeam} canRaise={canRaise} isBusy={isBusy} onSubmit={submit} />}
    >
      {!hasTeam && <NoTeam />}
      {isTeamChannel && <p className={alarmStyles.dim}>{t('problem.team_channel')}</p>}
      {canRaise && (
        <>
          <p className={styles.dialogChat}>
            <span className={alarmStyles.dim}>{t('dialog.chat')}</span>
            <b>
              <bdi>{chat?.title}</bdi>
            </b>
          </p>
          {strangers === undefined ? undefined : (
            <p className={styles.strangers} role="status">
              {strangers}
            </p>
          )}
          <NoteField note={note} problem={problem} onChange={edit} onSubmit={submit} />
        </>
      )}
    </Dialog>
  )
}

interface FooterProps {
  readonly hasTeam: boolean
  readonly canRaise: boolean
  readonly isBusy: boolean
  readonly onSubmit: () => void
}

function RaiseFooter({ hasTeam, canRaise, isBusy, onSubmit }: FooterProps): ReactNode {
  const { t } = useTranslation('alarms')
  const { t: common } = useTranslation('common')
  return (
    <>
      <Button onClick={closeAlarms}>{common('cancel')}</Button>
      {!hasTeam && (
        <Button variant="primary" shortcut="Ctrl Enter" onClick={onSubmit}>
          {t('openTeamSettings')}
        </Button>
      )}
      {canRaise && (
        <Button variant="danger" shortcut="Ctrl Enter" isBusy={isBusy} onClick={onSubmit}>
          {t('dialog.raise')}
        </Button>
      )}
    </>
  )
}

interface NoteProps {
  readonly note: string
  readonly problem: string | undefined
  readonly onChange: (note: string) => void
  readonly onSubmit: () => void
}

/** What is wrong, in one line. */
function NoteField({ note, problem, onChange, onSubmit }: NoteProps): ReactNode {
  const { t } = useTranslation('alarms')
  const left = longestNote - note.length
  return (
    <TextField
      label={t('dialog.note')}
      placeholder={t('dialog.notePlaceholder')}
      value={note}
      maxLength={longestNote}
      hint={left < counterFrom ? t('dialog.left', { count: left }) : undefined}
      problem={problem}
      autoComplete="off"
      onChange={(event) => {
        onChange(event.target.value)
      }}
      onKeyDown={(event) => {
        const hasModifier = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || hasModifier) return
        event.preventDefault()
        onSubmit()
      }}
    />
  )
}
