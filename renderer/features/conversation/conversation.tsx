import { type ReactNode, type RefObject, useCallback, useEffect, useRef } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { useChat, useConversation } from '../../entities/hooks.ts'
import { AlarmBar } from '../alarms/index.ts'
import { type ComposerHandle, findComposer } from '../composer/index.ts'
import { RemoveNoteDialog } from '../notes/index.ts'
import { ComposerArea } from './composer-area.tsx'
import styles from './conversation.module.css'
import { ConversationHeader } from './header/conversation-header.tsx'
import type { ListHandle } from './list/use-list-handle.ts'
import { MessageArea } from './message-area.tsx'
import { useMessageActions } from './use-message-actions.tsx'
import { useOpenConversation } from './use-open-conversation.ts'
import { LinkActions } from './text/link-actions.ts'

interface Props {
  readonly chatId: ChatId
}

/** One chat: its header, its messages and the composer. */
export function Conversation({ chatId }: Props): ReactNode {
  const isThere = useChat(chatId) !== undefined
  // A chat that was hidden while open starts afresh when it is visible again.
  return <OpenConversation key={`${chatId} ${isThere ? 'there' : 'gone'}`} chatId={chatId} />
}

function OpenConversation({ chatId }: Props): ReactNode {
  const chat = useChat(chatId)
  const conversation = useConversation(chatId)
  const list = useRef<ListHandle>(null)
  const field = useRef<ComposerHandle>(null)
  const composer = findComposer(chatId)
  const { openProblem, reopen } = useOpenConversation(chatId)

  const draft = conversation?.draft
  useEffect(() => {
    if (draft !== undefined) composer.receive(draft)
  }, [composer, draft])

  const canWrite = conversation?.writing === 'allowed'
  const focusField = useFieldFocus(field, canWrite)
  const actions = useMessageActions({ chatId, composer, focusField })
  return (
    <LinkActions value={actions.links}>
      <section className={styles.conversation} aria-label={chat?.title}>
        <ConversationHeader
          chat={chat}
          conversation={conversation}
          onJumpToEnd={() => {
            list.current?.jumpToEnd()
          }}
          onCopy={actions.copy}
        />
        {chat !== undefined && <AlarmBar chat={chat} />}
        <MessageArea
          chatId={chatId}
          title={chat?.title ?? ''}
          conversation={conversation}
          openProblem={openProblem}
          onReopen={reopen}
          canWrite={canWrite}
          canNote={chat !== undefined && hasNotes(chat)}
          actions={actions}
          list={list}
        />
        <ComposerArea
          chatId={chatId}
          conversation={conversation}
          isGone={(openProblem ?? conversation?.problem) === 'not_found'}
          composer={composer}
          field={field}
          list={list}
          onEdit={actions.editIfAllowed}
        />
        {actions.dialogs}
        <RemoveNoteDialog />
      </section>
    </LinkActions>
  )
}

/** Focuses the field once writing is allowed. Returns a function that focuses it later. */
function useFieldFocus(field: RefObject<ComposerHandle | null>, canWrite: boolean): () => void {
  useEffect(() => {
    if (canWrite) field.current?.focus()
  }, [field, canWrite])
  return useCallback(() => {
    field.current?.focus()
  }, [field])
}
