import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import styles from './chip.module.css'

interface Props {
  readonly children: ReactNode
  readonly removeLabel: string
  readonly onRemove: () => void
  readonly isDim?: boolean
  /** The chip cannot be removed; it has no cross. */
  readonly isFixed?: boolean
}

/** One of several short values, with a cross that takes it away. */
export function Chip({ children, removeLabel, onRemove, isDim = false, isFixed = false }: Props): ReactNode {
  return (
    <span className={joinClasses(styles.chip, isDim && styles.dim, isFixed && styles.fixed)}>
      <bdi>{children}</bdi>
      {isFixed ? undefined : (
        <button type="button" aria-label={removeLabel} className={styles.remove} onClick={onRemove}>
          <X size={12} aria-hidden="true" />
        </button>
      )}
    </span>
  )
}
