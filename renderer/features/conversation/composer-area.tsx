import type { ReactNode, RefObject } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { useChat } from '../../entities/hooks.ts'
import {
  BlockedLine,
  type Composer,
  type ComposerHandle,
  ComposerView,
  useIsUnderWay,
} from '../composer/index.ts'
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

/** The composer, or why writing is not possible when nothing is typed; its keys act on the messages above. */
export function ComposerArea(props: Props): ReactNode {
  const { chatId, conversation, isGone, composer, field, list, onEdit } = props
  const isUnderWay = useIsUnderWay(composer)
  const chat = useChat(chatId)
  if (conversation === undefined || isGone) return <div className={styles.composerRoom} />
  const { writing } = conversation
  const blocked = writing === 'allowed' ? undefined : writing
  if (blocked !== undefined && !isUnderWay) {
    const writeNote = (): void => {
      composer.turnIntoNote()
      // The field is there in the next frame.
      requestAnimationFrame(() => field.current?.focus())
    }
    return <BlockedLine reason={blocked} onNote={chat && hasNotes(chat) ? writeNote : undefined} />
  }
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
      {blocked === undefined && <WritingWarning chatId={chatId} />}
      <ComposerView
        ref={field}
        chatId={chatId}
        composer={composer}
        blocked={blocked}
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
