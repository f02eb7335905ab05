import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'

type RowAlarmView = NonNullable<ChatView['alarm']>

/** In place of the last message: who calls and why, or who is on it. */
export function RowAlarmText({ alarm }: { readonly alarm: RowAlarmView }): ReactNode {
  const { t } = useTranslation('alarms')
  const { note, raisedBy, takenBy } = alarm
  if (takenBy !== undefined) {
    return (
      <>
        <em>
          <bdi>{t('onIt', { name: takenBy })}</bdi>
        </em>
        {note !== undefined && (
          <>
            {' · '}
            <bdi>{note}</bdi>
          </>
        )}
      </>
    )
  }
  return (
    <>
      <em>
        <bdi>{note === undefined ? raisedBy : `${raisedBy}:`}</bdi>
      </em>{' '}
      <bdi>{note ?? t('row.raised')}</bdi>
    </>
  )
}
