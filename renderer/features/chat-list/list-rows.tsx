import type { VirtualItem } from '@tanstack/react-virtual'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Section } from '#shared/contract/entities/triage.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './chat-list.module.css'
import { headingHeight, type ListLayout } from './model/list-layout.ts'
import { findSection, type ShownList } from './model/shown-list.ts'
import { ChatRow } from './row/chat-row.tsx'

interface Props {
  readonly items: readonly VirtualItem[]
  readonly list: ShownList
  readonly layout: ListLayout
  readonly rowHeight: number
  readonly cursor: ChatId | undefined
  readonly draggedId: ChatId | undefined
  /** Shows the notes of stars before the last messages. */
  readonly hasNotes: boolean
}

/** The rows that are drawn, each where the layout puts it, with the heading above it. */
export function ListRows(props: Props): ReactNode {
  const { items, list, layout, rowHeight, cursor, draggedId, hasNotes } = props
  return items.map(({ index }) => {
    const chatId = list.order.at(index)
    if (chatId === undefined) return undefined
    const heading = layout.headingAt(index)
    return (
      <div
        key={chatId}
        role="presentation"
        className={joinClasses(styles.slot, chatId === draggedId && styles.dragged)}
        style={{ height: rowHeight, transform: `translateY(${layout.topOf(index)}px)` }}
      >
        {heading === undefined ? undefined : <Heading section={heading} />}
        <ChatRow
          chatId={chatId}
          section={findSection(list.starts, index)}
          isCursor={chatId === cursor}
          hasNote={hasNotes}
        />
      </div>
    )
  })
}

function Heading({ section }: { readonly section: Section }): ReactNode {
  const { t } = useTranslation('chat-list')
  return (
    <div
      role="presentation"
      aria-hidden="true"
      className={styles.heading}
      style={{ height: headingHeight, top: -headingHeight }}
    >
      {t(`section.${section}`)}
    </div>
  )
}
