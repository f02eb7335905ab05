import { Plus, RotateCcw, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { describeBinding } from '../../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from './shortcuts.module.css'

interface BindingProps {
  readonly binding: string
  /** What the shortcut does. */
  readonly name: string
  readonly onChange: () => void
  readonly onRemove: () => void
}

/** Keys that can be changed by a press on them. */
export function Binding({ binding, name, onChange, onRemove }: BindingProps): ReactNode {
  const { t } = useTranslation('settings')
  const keys = describeBinding(binding)
  return (
    <span className={styles.binding}>
      <button
        type="button"
        className={styles.change}
        aria-label={t('keys.change', { keys, name })}
        onClick={onChange}
      >
        {keys}
      </button>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('keys.remove', { keys, name })}
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  )
}

interface ToolsProps {
  readonly name: string
  /** Undefined: the keys are the built-in ones. */
  readonly onReset: (() => void) | undefined
  readonly onAdd: () => void
}

export function RowTools({ name, onReset, onAdd }: ToolsProps): ReactNode {
  const { t } = useTranslation('settings')
  return (
    <span className={styles.tools}>
      {onReset === undefined ? undefined : (
        <IconButton
          label={t('keys.reset', { name })}
          icon={<RotateCcw size={13} aria-hidden="true" />}
          onClick={onReset}
        />
      )}
      <IconButton
        data-add=""
        label={t('keys.add', { name })}
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={onAdd}
      />
    </span>
  )
}
