import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { readBinding } from '../../../lib/hotkeys/read-binding.ts'
import { isMac } from '../../../lib/hotkeys/use-shortcut.ts'
import styles from './shortcuts.module.css'

interface Props {
  readonly label: string
  readonly onKeys: (binding: string) => void
  readonly onCancel: () => void
}

/** Waits for the keys to be pressed; Esc alone and leaving it cancel, Tab moves on. */
export function KeyCapture({ label, onKeys, onCancel }: Props): ReactNode {
  const { t } = useTranslation('settings')
  const field = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    field.current?.focus()
  }, [])
  const capture = (event: KeyboardEvent): void => {
    const binding = readBinding(event.nativeEvent, isMac)
    if (binding === 'Tab' || binding === 'Shift+Tab') return
    event.preventDefault()
    // Neither the dialog nor the window may take the keys for themselves.
    event.stopPropagation()
    if (binding === 'Escape') onCancel()
    else if (binding !== undefined) onKeys(binding)
  }
  return (
    <button
      ref={field}
      type="button"
      aria-label={label}
      // Ctrl+Enter as well, which a dialog would take.
      data-takes-keys=""
      className={styles.capture}
      onKeyDown={capture}
      onKeyUp={(event) => {
        event.preventDefault()
      }}
      onBlur={onCancel}
    >
      {t('keys.press')} <small>{t('keys.pressHint')}</small>
    </button>
  )
}
