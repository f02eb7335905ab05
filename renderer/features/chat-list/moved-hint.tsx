import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './chat-list.module.css'

interface Props {
  readonly count: number
  readonly onApply: () => void
}

/** Says that rows are held back; a press lets them go where they belong. */
export function MovedHint({ count, onApply }: Props): ReactNode {
  const { t } = useTranslation('chat-list')
  if (count === 0) return undefined
  return (
    // The listbox keeps the focus: this is a hint for the pointer, the keyboard waits or leaves.
    <button type="button" tabIndex={-1} className={styles.moved} onClick={onApply}>
      {t('moved', { count })}
    </button>
  )
}
