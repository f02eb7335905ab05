import type { ReactVirtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'

export type MessageVirtualizer = ReactVirtualizer<HTMLDivElement, HTMLDivElement>

/** The messages of a chat as the list shows them now. */
export interface ShownMessages {
  readonly chatId: ChatId
  readonly conversation: ConversationView
  readonly ids: readonly MessageId[]
  readonly virtualizer: MessageVirtualizer
  readonly scroller: RefObject<HTMLDivElement | null>
  /** The list has been positioned for the present generation. */
  readonly isSettled: boolean
}
