import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ListSkeleton } from '../features/chat-list/index.ts'
import styles from './app.module.css'

/** The empty frame of the console, shown until the core sends its first data. */
export function Starting(): ReactNode {
  const { t } = useTranslation('common')
  return (
    <main className={styles.starting} aria-busy="true" aria-label={t('starting')}>
      <div />
      <div>
        <ListSkeleton />
      </div>
      <div />
    </main>
  )
}
