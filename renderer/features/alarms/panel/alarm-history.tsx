import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { formatDuration } from '../../../lib/time/format-duration.ts'
import { useRowTimes } from '../../../lib/time/use-row-times.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { Button } from '../../../ui/button.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { showFailure } from '../../../ui/report-failure.ts'
import styles from './alarm-history.module.css'
import alarmStyles from '../alarms.module.css'
import partStyles from './part.module.css'
import { readCourse } from '../model/alarm-times.ts'
import { useActorWords, useSpanWords } from '../use-words.ts'

const asked = 200

/** Ended alarms: those of the last day, and older ones on request. */
export function AlarmHistory({ today }: { readonly today: readonly AlarmView[] }): ReactNode {
  const { t } = useTranslation('alarms')
  const [older, setOlder] = useState<readonly AlarmView[]>()
  const { run } = useCall('alarm', { tell: showFailure })
  const shownIds = new Set(today.map(({ id }) => id))
  const rows = [...today, ...(older ?? []).filter(({ id }) => !shownIds.has(id))]
  const read = (): void => {
    run(
      () => core.calls['alarm.readHistory']({ limit: asked }),
      ({ alarms }) => {
        setOlder(alarms)
      },
    )
  }
  return (
    <section aria-label={t('earlier')} className={partStyles.part}>
      <h3 className={partStyles.heading}>{t(older === undefined ? 'earlier' : 'historyEarlier')}</h3>
      {rows.length === 0 ? (
        <p className={alarmStyles.dim}>{t('nothingEarlier')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('column.chat')}</th>
              <th scope="col">{t('column.raised')}</th>
              <th scope="col">{t('column.taken')}</th>
              <th scope="col">{t('column.done')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((alarm) => (
              <HistoryRow key={alarm.id} alarm={alarm} />
            ))}
          </tbody>
        </table>
      )}
      {older === undefined && (
        <Button variant="link" onClick={read}>
          {t('history')}
        </Button>
      )}
    </section>
  )
}

function HistoryRow({ alarm }: { readonly alarm: AlarmView }): ReactNode {
  const { t } = useTranslation('alarms')
  const times = useRowTimes()
  const describeSpan = useSpanWords()
  const words = useActorWords()
  const { takenAfterMs, isTakenLate, doneAfterMs } = readCourse(alarm)
  const lateMinutes = Math.round((alarm.escalatesAtMs - alarm.raisedAtMs) / 60_000)
  const firstName = alarm.raisedBy.name.split(' ')[0] ?? alarm.raisedBy.name
  return (
    <tr title={alarm.note}>
      <td>
        <bdi>{alarm.title}</bdi>
      </td>
      <td>
        <bdi>{words.isSelf(alarm.raisedBy) ? t('you') : firstName}</bdi>{' '}
        {times.formatMoment(alarm.raisedAtMs, windowClock.now())}
      </td>
      <td
        className={isTakenLate ? styles.late : undefined}
        title={isTakenLate ? t('lateTake', { minutes: lateMinutes }) : undefined}
      >
        {takenAfterMs === undefined ? t('neverTaken') : formatDuration(takenAfterMs)}
      </td>
      <td>{doneAfterMs === undefined ? '' : describeSpan(doneAfterMs)}</td>
    </tr>
  )
}
