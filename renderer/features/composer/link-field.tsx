import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './composer.module.css'
import { isLinkAddress } from './markdown/find-links.ts'

interface Props {
  readonly onInsert: (address: string) => void
  readonly onCancel: () => void
}

/** Asks for the address of a link that is put over the selection. */
export function LinkField({ onInsert, onCancel }: Props): ReactNode {
  const { t } = useTranslation('composer')
  const [address, setAddress] = useState('')
  const [isRefused, setIsRefused] = useState(false)
  const submit = (): void => {
    const trimmed = address.trim()
    if (isLinkAddress(trimmed)) onInsert(trimmed)
    else setIsRefused(true)
  }
  return (
    <div className={styles.linkField}>
      <label className={styles.linkLabel}>
        <span>{t('linkAddress')}</span>
        <input
          className={styles.linkInput}
          value={address}
          placeholder="https://"
          spellCheck={false}
          aria-invalid={isRefused}
          // A key press opened the field; the next thing is to type into it.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onChange={(event) => {
            setAddress(event.target.value)
            setIsRefused(false)
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault()
              submit()
            } else if (event.code === 'Escape') {
              event.preventDefault()
              event.stopPropagation()
              onCancel()
            }
          }}
        />
      </label>
      {isRefused && (
        <span role="alert" className={styles.problem}>
          {t('linkInvalid')}
        </span>
      )}
      <button type="button" className={styles.linkButton} onClick={onCancel}>
        {t('cancel')}
      </button>
      <button type="button" className={styles.linkInsert} onClick={submit}>
        {t('linkInsert')}
      </button>
    </div>
  )
}
