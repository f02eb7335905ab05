import { Bell, Clock3 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import { useSecondsSince } from '../../../lib/time/use-running-time.ts'
import { formatDuration } from '../../../lib/time/format-duration.ts'
import { Button } from '../../../ui/button.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import styles from './alarm-card.module.css'
import alarmStyles from '../alarms.module.css'
import { finishAlarm, joinAlarm, takeAlarm } from '../commands.ts'
import { usePendingWords } from '../pending-words.ts'
import { RunningTime } from '../running-time.tsx'
import { isolate, useActorWords, useSpanWords } from '../use-words.ts'

interface Props {
  readonly alarm: AlarmView
  /** T and D act on this alarm. */
  readonly hasKey: boolean
}

/** One open alarm: red while nobody has taken it, with a green edge afterwards. */
export function AlarmCard({ alarm, hasKey }: Props): ReactNode {
  return alarm.taken === undefined ? (
    <UntakenCard alarm={alarm} hasKey={hasKey} />
  ) : (
    <TakenCard alarm={alarm} taken={alarm.taken} hasKey={hasKey} />
  )
}

function UntakenCard({ alarm, hasKey }: Props): ReactNode {
  const { t } = useTranslation('alarms')
  return (
    <article className={styles.card} data-alarm-id={alarm.id} data-alarm-state="open">
      <div className={styles.cardLine}>
        <Bell size={14} aria-hidden="true" className={alarmStyles.blinking} />
        <h3 className={styles.cardTitle} title={alarm.title}>
          <bdi>{t('headline', { title: alarm.title })}</bdi>
        </h3>
        <RunningTime sinceMs={alarm.raisedAtMs} className={styles.cardTime} />
      </div>
      <Words alarm={alarm} />
      <div className={styles.cardLine}>
        <Button
          variant="danger"
          title={t('takeHint')}
          {...(hasKey ? { shortcut: 'T' } : {})}
          onClick={() => {
            void takeAlarm(alarm.id)
          }}
        >
          {t('take')}
        </Button>
        <OpenButton alarm={alarm} label={t('openChat')} />
        <Button
          title={t('doneHint')}
          onClick={() => {
            void finishAlarm(alarm.id)
          }}
        >
          {t('done')}
        </Button>
        <Escalation alarm={alarm} />
      </div>
    </article>
  )
}

function TakenCard(props: Props & { readonly taken: NonNullable<AlarmView['taken']> }): ReactNode {
  const { alarm, hasKey, taken } = props
  const { t } = useTranslation('alarms')
  const words = useActorWords()
  const describeSpan = useSpanWords()
  const seconds = useSecondsSince(taken.atMs)
  return (
    <article
      className={joinClasses(styles.card, styles.cardTaken)}
      data-alarm-id={alarm.id}
      data-alarm-state="taken"
    >
      <div className={styles.cardLine}>
        <h3 className={styles.cardTitle} title={alarm.title}>
          <bdi>{alarm.title}</bdi>
        </h3>
        <span className={alarmStyles.dim}>
          {t('onItFor', { who: words.onIt(taken.by), span: describeSpan(seconds * 1000) })}
        </span>
      </div>
      <Words alarm={alarm} isPending={alarm.isPending || taken.isPending} />
      <div className={styles.cardLine}>
        <Button
          title={t('doneHint')}
          {...(hasKey ? { shortcut: 'D' } : {})}
          onClick={() => {
            void finishAlarm(alarm.id)
          }}
        >
          {t('done')}
        </Button>
        <OpenButton alarm={alarm} label={t(words.isSelf(taken.by) ? 'openChat' : 'join')} />
        {!words.isSelf(taken.by) && (
          <Button
            title={t('takeHint')}
            onClick={() => {
              void takeAlarm(alarm.id)
            }}
          >
            {t('take')}
          </Button>
        )}
      </div>
    </article>
  )
}

function Words({
  alarm,
  isPending = alarm.isPending,
}: {
  readonly alarm: AlarmView
  readonly isPending?: boolean
}): ReactNode {
  const { t } = useTranslation('alarms')
  const words = useActorWords()
  const pendingWords = usePendingWords()
  const { note, raisedBy } = alarm
  return (
    <>
      <p className={styles.cardText}>
        <bdi>
          {note === undefined
            ? words.raisedBy(raisedBy)
            : t('quoted', { name: words.isSelf(raisedBy) ? t('you') : isolate(raisedBy.name), note })}
        </bdi>
      </p>
      {isPending && (
        <p className={alarmStyles.pending}>
          <Clock3 size={12} aria-hidden="true" /> {pendingWords}
        </p>
      )}
    </>
  )
}

function OpenButton({ alarm, label }: { readonly alarm: AlarmView; readonly label: string }): ReactNode {
  const { t } = useTranslation('alarms')
  return (
    <Button
      disabled={!alarm.canOpen}
      {...(alarm.canOpen ? {} : { title: t('cannotOpen') })}
      onClick={() => {
        joinAlarm(alarm)
      }}
    >
      {label}
    </Button>
  )
}

function Escalation({ alarm }: { readonly alarm: AlarmView }): ReactNode {
  const { t } = useTranslation('alarms')
  const afterMs = alarm.escalatesAtMs - alarm.raisedAtMs
  return (
    <span className={styles.escalation}>
      {t(alarm.hasEscalated ? 'soundedAgain' : 'soundsAgainAt', { time: formatDuration(afterMs) })}
    </span>
  )
}
