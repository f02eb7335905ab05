import type { ReactNode } from 'react'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { findIdIndex } from '#shared/domain/window-state/sorted-ids.ts'
import type { RowNotes } from '../../notes/index.ts'
import { MessageRow, type RowActions } from '../message/message-row.tsx'
import type { Calendar } from '../model/calendar.ts'
import type { ShownMessages } from './shown-messages.ts'

interface Props {
  readonly shown: ShownMessages
  readonly chat: ChatView | undefined
  readonly notes: ReadonlyMap<MessageId, RowNotes>
  readonly highlightedId: MessageId | undefined
  readonly focusedId: MessageId | undefined
  readonly todayS: number
  readonly calendar: Calendar
  readonly actions: RowActions
}

/** The rows that are near the screen; each of them follows its own message. */
export function MessageRows(props: Props): ReactNode {
  const { shown, chat, notes, highlightedId, focusedId, todayS, calendar, actions } = props
  const { chatId, conversation, ids, virtualizer } = shown
  const { firstUnreadId } = conversation
  const firstUnreadIndex = firstUnreadId === undefined ? -1 : findIdIndex(ids, firstUnreadId)
  const lastReadOutboxId = chat?.lastReadOutboxId ?? 0
  return virtualizer.getVirtualItems().map(({ key, index }) => {
    const id = ids[index]
    if (id === undefined) return undefined
    return (
      <MessageRow
        key={key}
        chatId={chatId}
        chatKind={chat?.kind}
        id={id}
        previousId={ids[index - 1]}
        index={index}
        isFirstUnread={index === firstUnreadIndex}
        isFirstWaiting={id === chat?.wait?.messageId}
        isRead={id <= lastReadOutboxId}
        isHighlighted={id === highlightedId}
        isFocused={id === focusedId}
        todayS={todayS}
        calendar={calendar}
        notes={notes.get(id)}
        actions={actions}
        measure={virtualizer.measureElement}
      />
    )
  })
}
