import type { ComponentProps, ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import { Kbd } from './kbd.tsx'
import styles from './button.module.css'

interface Props extends Omit<ComponentProps<'button'>, 'className'> {
  readonly variant?: 'plain' | 'primary' | 'danger' | 'link'
  /** The key that does the same, shown inside. */
  readonly shortcut?: string
  /** A call is under way: the button is disabled and says so. */
  readonly isBusy?: boolean
}

/** 26 px, one line. The primary one of a dialog stands bottom right. */
export function Button({
  variant = 'plain',
  shortcut,
  isBusy = false,
  disabled = false,
  children,
  ...rest
}: Props): ReactNode {
  return (
    <button
      type="button"
      {...rest}
      aria-busy={isBusy || undefined}
      disabled={disabled || isBusy}
      className={joinClasses(styles.button, styles[variant])}
    >
      {children}
      {shortcut === undefined ? undefined : <Kbd>{shortcut}</Kbd>}
    </button>
  )
}
