import type { ReactNode } from 'react'
import { useDelay } from '../../lib/use-delay.ts'
import styles from './sign-in.module.css'

/** A waiting screen; its text appears only after a moment. */
export function Waiting({ text }: { readonly text: string }): ReactNode {
  const isShown = useDelay(true, 150)
  return (
    <div role="status" className={styles.waiting}>
      {isShown ? `${text}…` : undefined}
    </div>
  )
}
