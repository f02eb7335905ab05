import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './chat-list.module.css'

interface Props {
  readonly count: number
  readonly onApply: () => void
}

/** Says how many rows have moved while the list is held; a click shows the current order. */
export function MovedHint({ count, onApply }: Props): ReactNode {
  const { t } = useTranslation('chat-list')
  if (count === 0) return undefined
  return (
    // The listbox keeps the focus: this hint is for the pointer only.
    <button type="button" tabIndex={-1} className={styles.moved} onClick={onApply}>
      {t('moved', { count })}
    </button>
  )
}
