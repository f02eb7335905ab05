import type { KeyboardEvent, ReactNode } from 'react'
import { copyPlain } from './copy-plain.ts'
import styles from './message-list.module.css'
import type { ShownMessages } from './shown-messages.ts'

interface Props {
  readonly shown: ShownMessages
  readonly label: string
  readonly onKeyDown: (event: KeyboardEvent) => void
  /** The rows. */
  readonly children: ReactNode
}

/** What is scrolled: as high as all messages, hidden until the list stands where it belongs. */
export function MessageScroller({ shown, label, onKeyDown, children }: Props): ReactNode {
  const { virtualizer, scroller, isSettled } = shown
  return (
    // Walking the messages is a matter of the whole list, not of one control in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={scroller}
      className={styles.scroller}
      role="log"
      aria-label={label}
      aria-live="off"
      aria-busy={!isSettled}
      // A long list has to be scrolled by keyboard, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onKeyDown={onKeyDown}
      onCopy={copyPlain}
    >
      {/* A function that takes the element, in spite of its name. */}
      {/* oxlint-disable-next-line react/refs */}
      <div ref={virtualizer.containerRef} className={isSettled ? styles.sizer : styles.unsettled}>
        {children}
      </div>
    </div>
  )
}
