import type { ReactNode } from 'react'
import { lazyView } from '../../ui/lazy-view.tsx'
import styles from './conversation.module.css'
import { MessagesSkeleton } from './list/messages-skeleton.tsx'

/** Loaded with the first chat that is opened, or before, when the window has nothing else to do. */
export const Conversation = lazyView(
  async () => {
    const { Conversation: Loaded } = await import('./conversation.tsx')
    return Loaded
  },
  Coming,
  'soon',
)

function Coming(): ReactNode {
  return (
    <section className={styles.conversation} aria-busy="true">
      <MessagesSkeleton />
    </section>
  )
}
