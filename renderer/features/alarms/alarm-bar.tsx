import { Bell, Clock3 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import { useAlarmsPart } from '../../entities/hooks.ts'
import { useShortcutLabels } from '../../lib/hotkeys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './alarm-bar.module.css'
import alarmStyles from './alarms.module.css'
import { finishAlarm, takeAlarm } from './commands.ts'
import { usePendingWords } from './pending-words.ts'
import { RunningTime } from './running-time.tsx'
import { useActorWords } from './use-words.ts'

/** Under the header of an alarmed chat: who calls, why, for how long, who is on it. */
export function AlarmBar({ chat }: { readonly chat: ChatView }): ReactNode {
  return chat.alarm === undefined ? undefined : <Bar shown={chat.alarm} />
}

interface BarProps {
  readonly shown: NonNullable<ChatView['alarm']>
}

function Bar({ shown }: BarProps): ReactNode {
  const { t } = useTranslation('alarms')
  const labelOf = useShortcutLabels()
  const pendingWords = usePendingWords()
  const words = useActorWords()
  const alarm = useAlarmsPart((alarms) => alarms.find(({ id }) => id === shown.id))
  const isTaken = shown.takenBy !== undefined
  const takeKeys = labelOf('alarm.take')
  const doneKeys = labelOf('alarm.done')
  const isMine = alarm !== undefined && words.isSelf(alarm.raisedBy)
  const raisedBy = isMine ? t('you') : shown.raisedBy
  return (
    <section
      className={joinClasses(styles.bar, isTaken && styles.barTaken)}
      aria-label={t('bar.label')}
      data-alarm-bar={isTaken ? 'taken' : 'open'}
    >
      <span className={joinClasses(styles.barIcon, !isTaken && alarmStyles.blinking)}>
        <Bell size={13} aria-hidden="true" />
      </span>
      <p className={styles.barText}>
        <b>{t('name')}</b>{' '}
        <bdi>
          {shown.note === undefined
            ? isMine
              ? t('raisedBySelf')
              : t('raisedBy', { name: raisedBy })
            : t('quoted', { name: raisedBy, note: shown.note })}
        </bdi>
      </p>
      {alarm?.isPending === true && (
        <span className={alarmStyles.pending}>
          <Clock3 size={12} aria-hidden="true" /> {pendingWords}
        </span>
      )}
      {isTaken && (
        <span className={styles.onIt}>
          {alarm?.taken === undefined ? t('onIt', { name: shown.takenBy }) : words.onIt(alarm.taken.by)}
        </span>
      )}
      <RunningTime sinceMs={shown.raisedAtMs} className={styles.barTime} />
      {isTaken ? undefined : (
        <Button
          variant="danger"
          title={t('takeHint')}
          {...(takeKeys === undefined ? {} : { shortcut: takeKeys })}
          onClick={() => {
            void takeAlarm(shown.id)
          }}
        >
          {t('take')}
        </Button>
      )}
      <Button
        title={t('doneHint')}
        {...(doneKeys === undefined ? {} : { shortcut: doneKeys })}
        onClick={() => {
          void finishAlarm(shown.id)
        }}
      >
        {t('done')}
      </Button>
    </section>
  )
}
