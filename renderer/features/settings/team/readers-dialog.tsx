import { type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChannelReaders } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { describeReaders, isPlain } from './describe-readers.ts'
import styles from './team-page.module.css'

interface Props {
  readonly chatId: ChatId
  readonly title: string
  readonly onClose: () => void
}

/**
 * Names who else would read, and lets the group be taken only after their number has been typed: it cannot be pressed
 * away, and Enter does nothing.
 */
export function ReadersDialog({ chatId, title, onClose }: Props): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const ask = useCallback(() => core.calls['team.readReaders']({ chatId }), [chatId])
  const reading = useAnswer('team', ask)
  const choosing = useCall('team')
  const [typed, setTyped] = useState('')
  const readers = reading.value
  const count = /^\d{1,9}$/u.test(typed.trim()) ? Number(typed) : undefined
  const isReady = readers !== undefined && (isPlain(readers) || count === readers.count)
  const submit = (): void => {
    if (!isReady) return
    const confirmed = count === undefined ? {} : { readers: { count, key: readers.key } }
    choosing.run(() => core.calls['team.choose']({ chatId, ...confirmed }), onClose)
  }
  const lookAgain = (): void => {
    setTyped('')
    choosing.forget()
    reading.retry()
  }
  const problem = reading.problem ?? choosing.problem
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('readers.title', { title: `\u2068${title}\u2069` })}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" isBusy={choosing.isBusy} disabled={!isReady} onClick={submit}>
            {t('readers.confirm')}
          </Button>
        </>
      }
    >
      {readers === undefined ? undefined : <ReadersText readers={readers} />}
      {readers === undefined && problem === undefined ? (
        <p role="status" className={styles.dim}>
          {t('readers.reading')}
        </p>
      ) : undefined}
      {readers === undefined || isPlain(readers) ? undefined : (
        <TextField
          label={t('readers.type', { count: readers.count })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
          }}
        />
      )}
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}{' '}
          <Button variant="link" onClick={lookAgain}>
            {t('readers.again')}
          </Button>
        </p>
      )}
    </Dialog>
  )
}

function ReadersText({ readers }: { readonly readers: ChannelReaders }): ReactNode {
  const { t } = useTranslation('team')
  const { count, isCustomers, isWhole, strangers } = readers
  const words = describeReaders(readers, t)
  if (words === undefined) return <p>{t('readers.colleagues')}</p>
  const rest = count - strangers.length
  return (
    <div className={styles.readers}>
      <p>
        <b>{words}.</b> {t('readers.text')}
      </p>
      {strangers.length < 2 ? undefined : (
        <ul>
          {strangers.map(({ name, userId }) => (
            <li key={userId}>
              <bdi>{name}</bdi>
            </li>
          ))}
          {rest > 0 ? <li>{t('readers.rest', { count: rest })}</li> : undefined}
        </ul>
      )}
      {isCustomers ? <p>{t('readers.marked')}</p> : undefined}
      {isWhole ? undefined : <p>{t('readers.notWhole')}</p>}
    </div>
  )
}
