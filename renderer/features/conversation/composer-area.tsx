import type { ReactNode, RefObject } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { BlockedLine, type Composer, type ComposerHandle, ComposerView } from '../composer/index.ts'
import { WritingWarning } from '../presence/index.ts'
import styles from './conversation.module.css'
import type { ListHandle } from './list/use-list-handle.ts'
import { findLastEditable, findReplyNeighbour } from './model/neighbours.ts'
import { readMessages } from './model/read-messages.ts'

interface Props {
  readonly chatId: ChatId
  readonly conversation: ConversationView | undefined
  /** The chat no longer exists for this account. */
  readonly isGone: boolean
  readonly composer: Composer
  readonly field: RefObject<ComposerHandle | null>
  readonly list: RefObject<ListHandle | null>
  /** Begins to edit the message, if Telegram allows it. */
  readonly onEdit: (message: MessageView) => void
}

/** The composer, or why writing is not possible; its keys act on the messages above. */
export function ComposerArea(props: Props): ReactNode {
  const { chatId, conversation, isGone, composer, field, list, onEdit } = props
  if (conversation === undefined || isGone) return <div className={styles.composerRoom} />
  if (conversation.writing !== 'allowed') return <BlockedLine reason={conversation.writing} />
  const { hasNewer } = conversation
  const show = (messageId: MessageId): void => {
    list.current?.jumpTo(messageId)
  }
  const stepReply = (step: -1 | 1): void => {
    const { replyToMessageId } = composer.store.getState().sync.local
    const next = findReplyNeighbour(readMessages(chatId), replyToMessageId, step)
    composer.reply(next)
    if (next !== undefined) show(next)
  }
  const editLast = (): void => {
    // The last loaded message is the last of the chat only at the end of the history.
    if (hasNewer) return
    const message = findLastEditable(readMessages(chatId))
    if (message !== undefined) onEdit(message)
  }
  return (
    <>
      <WritingWarning chatId={chatId} />
      <ComposerView
        ref={field}
        chatId={chatId}
        composer={composer}
        onSubmitted={(outcome) => {
          if (outcome === 'sent' && hasNewer) list.current?.jumpToEnd()
          field.current?.focus()
        }}
        onEditLast={editLast}
        onReplyStep={stepReply}
        onPage={(direction) => {
          list.current?.turnPage(direction)
        }}
        onShow={show}
      />
    </>
  )
}
