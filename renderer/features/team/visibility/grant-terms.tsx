import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCoarseNowMs } from '../../../lib/time/use-row-times.ts'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { expiryChoices, formatDateField, type ExpiryChoice } from './expiry.ts'
import styles from './visibility.module.css'

export interface GrantTerms {
  readonly task: string
  readonly expiry: ExpiryChoice
  /** Of the date field; counts with the expiry `date`. */
  readonly date: string
}

interface Props {
  readonly terms: GrantTerms
  readonly onChange: (change: Partial<GrantTerms>) => void
}

/** For which task, and until when. */
export function Terms({ terms: { task, expiry, date }, onChange }: Props): ReactNode {
  const { t } = useTranslation('team')
  const nowMs = useCoarseNowMs()
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={t('visibility.taskField')}
          isLabelHidden
          placeholder={t('visibility.taskField')}
          value={task}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => {
            onChange({ task: event.target.value })
          }}
        />
        <Select
          label={t('visibility.expiry')}
          value={expiry}
          options={expiryChoices.map((value) => ({ value, label: t(`visibility.expiries.${value}`) }))}
          onChange={(next) => {
            onChange({ expiry: next })
          }}
        />
      </div>
      {expiry === 'date' ? (
        <TextField
          label={t('visibility.lastDay')}
          type="date"
          value={date}
          min={formatDateField(nowMs)}
          onChange={(event) => {
            onChange({ date: event.target.value })
          }}
        />
      ) : undefined}
    </>
  )
}
