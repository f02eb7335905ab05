import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyConflict } from '../../../lib/hotkeys/find-conflicts.ts'
import { canChangeKeys, findWordKey } from '../../../lib/hotkeys/shortcuts.ts'
import { describeBinding } from '../../../lib/hotkeys/use-shortcut.ts'
import { Button } from '../../../ui/button.tsx'
import { isNeeded } from './edit-keys.ts'
import styles from './shortcuts.module.css'

interface Props {
  readonly binding: string
  readonly conflicts: readonly KeyConflict[]
  /** Takes the keys, from whoever has them. */
  readonly onTake: () => void
  readonly onOther: () => void
  readonly onCancel: () => void
}

/** Shows the conflicts of the keys and lets the user decide. */
export function KeyConflictLine({ binding, conflicts, onTake, onOther, onCancel }: Props): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const texts = useConflictTexts(binding, conflicts)
  const isRefused =
    isNeeded(binding) || conflicts.some((found) => found.kind === 'shortcut' && !canChangeKeys(found.id))
  const isTaken = conflicts.some(({ kind }) => kind === 'shortcut')
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    line.current?.querySelector('button')?.focus()
  }, [])
  useEffect(() => {
    const element = line.current
    const cancelByKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      // Esc cancels this question, not the dialog.
      event.stopPropagation()
      onCancel()
    }
    element?.addEventListener('keydown', cancelByKey)
    return () => {
      element?.removeEventListener('keydown', cancelByKey)
    }
  }, [onCancel])
  return (
    <div ref={line} className={styles.conflict} role="alert">
      <span>{texts.join(' ')}</span>
      <Button onClick={onCancel}>{common('cancel')}</Button>
      <Button onClick={onOther}>{t('keys.otherKeys')}</Button>
      {isRefused ? undefined : (
        <Button onClick={onTake}>{t(isTaken ? 'keys.takeOver' : 'keys.keepAnyway')}</Button>
      )}
    </div>
  )
}

function useConflictTexts(binding: string, conflicts: readonly KeyConflict[]): readonly string[] {
  const { t } = useTranslation('settings')
  const { t: names } = useTranslation('switcher')
  const keys = describeBinding(binding)
  if (isNeeded(binding)) return [t('keys.needed', { keys })]
  return conflicts.map((conflict) => {
    switch (conflict.kind) {
      case 'shortcut': {
        const name = names(`shortcuts.${findWordKey(conflict.id)}`)
        return t(canChangeKeys(conflict.id) ? 'keys.takenBy' : 'keys.takenByFixed', { keys, name })
      }
      case 'reserved':
        return t(`keys.kept.${conflict.by}`, { keys })
      case 'editing':
      case 'typing':
        return t(`keys.${conflict.kind}`, { keys })
    }
  })
}
