import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../../entities/core.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { useCoarseNowMs, useRowTimes } from '../../../lib/time/use-row-times.ts'
import { Button } from '../../../ui/button.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'
import { describeTeamLog } from './describe-team-log.ts'
import styles from './team-page.module.css'

/** How far the log is read, what waits to be sent, and what does not fit together. */
export function TeamLogState({ isFollowed }: { readonly isFollowed: boolean }): ReactNode {
  const { t } = useTranslation('team')
  const teamLog = useTeamPart((team) => team.teamLog)
  const times = useRowTimes()
  const nowMs = useCoarseNowMs()
  const format = (atMs: number | undefined): string =>
    atMs === undefined ? '' : times.formatMoment(atMs, nowMs)
  const { mismatch } = teamLog
  const lines = describeTeamLog(teamLog, nowMs, isFollowed)
  return (
    <>
      <div role="status">
        <ul className={styles.teamLog} aria-label={t('teamLog.title')} hidden={lines.length === 0}>
          {lines.map(({ key, count, untilMs, isWarning }) => (
            <li key={key} data-team-log={key} data-warning={isWarning}>
              {isWarning ? <TriangleAlert size={13} aria-hidden="true" /> : undefined}
              {t(`teamLog.line.${key}`, { count, time: format(untilMs) })}
            </li>
          ))}
        </ul>
      </div>
      {mismatch === undefined ? undefined : (
        <div className={styles.trouble} role="alert">
          <p>
            <b>{t('teamLog.mismatch.title')}</b>{' '}
            {t('teamLog.mismatch.text', { name: mismatch.author, time: format(mismatch.atS * 1000) })}
          </p>
          <Button
            onClick={() => {
              void reportFailure(core.calls['team.dismissMismatch'](undefined), 'team')
            }}
          >
            {t('teamLog.mismatch.dismiss')}
          </Button>
        </div>
      )}
    </>
  )
}
