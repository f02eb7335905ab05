import type { ReactNode } from 'react'
import styles from './settings.module.css'

interface Props {
  readonly label: string
  readonly hint?: string | undefined
  /** What is wrong with the value, in words. */
  readonly problem?: string | undefined
  readonly children: ReactNode
}

/** One line of a page: what it is on the left, its control on the right. */
export function Setting({ label, hint, problem, children }: Props): ReactNode {
  return (
    <div className={styles.setting}>
      <div>
        {label}
        {hint === undefined || hint === '' ? undefined : <small>{hint}</small>}
        {problem === undefined ? undefined : (
          <small role="alert" className={styles.problem}>
            {problem}
          </small>
        )}
      </div>
      {children}
    </div>
  )
}
