import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RejectedView } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { useCoarseNowMs, useRowTimes } from '../../../lib/time/use-row-times.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Setting } from '../setting.tsx'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { knownTypes } from '../../team/index.ts'
import styles from './rejected.module.css'

/** How many messages of the channel look like events and do not count. */
export function RejectedSetting(): ReactNode {
  const { t } = useTranslation('team')
  const count = useTeamPart(({ teamLog }) => teamLog.rejectedCount)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Setting label={t('rejected.label')} hint={t('rejected.hint')}>
      <Button
        disabled={count === 0}
        onClick={() => {
          setIsOpen(true)
        }}
      >
        {count === 0 ? t('rejected.none') : t('rejected.show', { count })}
      </Button>
      {isOpen ? (
        <Dialog
          isOpen
          size="wide"
          title={t('rejected.title')}
          description={t('rejected.text')}
          onClose={() => {
            setIsOpen(false)
          }}
        >
          {/* Read again when there are more. */}
          <RejectedTable key={count} />
        </Dialog>
      ) : undefined}
    </Setting>
  )
}

const readRejected = () => core.calls['team.readRejected'](undefined)

function RejectedTable(): ReactNode {
  const { t } = useTranslation('team')
  const { value, problem } = useAnswer('team', readRejected)
  const rejected = value?.rejected
  return (
    <>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {rejected === undefined ? undefined : rejected.length === 0 ? (
        <p>{t('rejected.none')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('rejected.when')}</th>
              <th scope="col">{t('rejected.who')}</th>
              <th scope="col">{t('rejected.what')}</th>
              <th scope="col">{t('rejected.why')}</th>
            </tr>
          </thead>
          <tbody>
            {rejected.map((each) => (
              <RejectedRow key={each.messageId} rejected={each} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

function RejectedRow({ rejected }: { readonly rejected: RejectedView }): ReactNode {
  const { t } = useTranslation('team')
  const times = useRowTimes()
  const nowMs = useCoarseNowMs()
  const { atS, author, type, line, reason } = rejected
  const known = knownTypes.find((each) => each === type)
  return (
    <tr data-reason={reason}>
      <td title={times.formatFull(atS)}>{times.formatMoment(atS * 1000, nowMs)}</td>
      <td>
        <bdi>{author}</bdi>
      </td>
      <td>
        {known === undefined ? (type ?? t('rejected.unreadable')) : t(`type.${known}`)}
        {line === '' ? undefined : (
          <small>
            <bdi>{line}</bdi>
          </small>
        )}
      </td>
      <td>{t(`reason.${reason}`)}</td>
    </tr>
  )
}
