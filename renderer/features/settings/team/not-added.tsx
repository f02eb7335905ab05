import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { TeamMention } from '#shared/contract/entities/team.ts'
import { Button } from '../../../ui/button.tsx'
import styles from './team-page.module.css'

/** The people whom Telegram did not add the last time; kept while the page changes. */
export const notAddedStore = createStore<{ readonly notAdded: readonly TeamMention[] }>(() => ({
  notAdded: [],
}))

/** Says who is missing and how they come in, until it was read. */
export function NotAddedNotice(): ReactNode {
  const { t } = useTranslation('team')
  const { notAdded } = useStore(notAddedStore)
  if (notAdded.length === 0) return undefined
  return (
    <div className={styles.trouble} role="alert">
      <p>
        <b>
          {t('notAdded.title', {
            names: notAdded.map(({ name }) => name).join(', '),
            count: notAdded.length,
          })}
        </b>{' '}
        {t('notAdded.text')}
      </p>
      <Button
        onClick={() => {
          notAddedStore.setState({ notAdded: [] })
        }}
      >
        {t('notAdded.dismiss')}
      </Button>
    </div>
  )
}
