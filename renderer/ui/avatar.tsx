import type { ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import styles from './avatar.module.css'

interface Props {
  readonly initials: string
  /** 0–6, a colour of the theme. */
  readonly accent: number
  readonly size?: 'small' | 'medium'
}

/** Initials on a colour; decoration beside a name that is written out. */
export function Avatar({ initials, accent, size = 'medium' }: Props): ReactNode {
  return (
    <span
      aria-hidden="true"
      className={joinClasses(styles.avatar, size === 'small' && styles.small)}
      data-accent={((Math.trunc(accent) % 7) + 7) % 7}
    >
      {initials}
    </span>
  )
}
