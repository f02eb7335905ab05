import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { entities } from '../../entities/core.ts'
import { useChat, useConversation, useMessageIds } from '../../entities/hooks.ts'
import { showToast } from '../../ui/toast.tsx'
import { AlarmBar } from '../alarms/index.ts'
import { BlockedLine, type ComposerHandle, ComposerView, findComposer } from '../composer/index.ts'
import { RemoveNoteDialog } from '../notes/index.ts'
import { WritingWarning } from '../presence/index.ts'
import styles from './conversation.module.css'
import { ConversationHeader } from './header/conversation-header.tsx'
import { EmptyConversation, FailedConversation, HistoryProblem } from './list/empty-states.tsx'
import { MessagesSkeleton } from './list/messages-skeleton.tsx'
import { type ListHandle, MessageList } from './list/message-list.tsx'
import { MessageMenu } from './menu/message-menu.tsx'
import { findLastEditable, findReplyNeighbour } from './model/neighbours.ts'
import { LinkActions } from './text/link-actions.ts'
import { useMessageActions } from './use-message-actions.tsx'
import { useOpenConversation } from './use-open-conversation.ts'

interface Props {
  readonly chatId: ChatId
}

/** One chat: its header, its messages and the composer. */
export function Conversation({ chatId }: Props): ReactNode {
  const isThere = useChat(chatId) !== undefined
  // What was hidden while it was open, and is shown again, begins anew.
  return <OpenConversation key={`${chatId} ${isThere ? 'there' : 'gone'}`} chatId={chatId} />
}

function OpenConversation({ chatId }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const chat = useChat(chatId)
  const conversation = useConversation(chatId)
  const hasMessages = useMessageIds(chatId).length > 0
  const list = useRef<ListHandle>(null)
  const field = useRef<ComposerHandle>(null)
  const composer = findComposer(chatId)
  const { openProblem, reopen } = useOpenConversation(chatId)

  const draft = conversation?.draft
  useEffect(() => {
    if (draft !== undefined) composer.receive(draft)
  }, [composer, draft])

  // A chat is opened to write in it.
  const canWrite = conversation?.writing === 'allowed'
  const canNote = canWrite && chat !== undefined && hasNotes(chat)
  useEffect(() => {
    if (canWrite) field.current?.focus()
  }, [canWrite])

  const focusField = useCallback(() => {
    field.current?.focus()
  }, [])
  const actions = useMessageActions({ chatId, composer, focusField })
  const keys = useMemo(() => ({ ...actions.keys, leave: focusField }), [actions.keys, focusField])
  const showMessage = (messageId: MessageId): void => {
    list.current?.jumpTo(messageId)
  }

  const replyStep = (step: -1 | 1): void => {
    const { replyToMessageId } = composer.store.getState().sync.local
    const next = findReplyNeighbour(readMessages(chatId), replyToMessageId, step)
    composer.reply(next)
    if (next !== undefined) showMessage(next)
  }
  const editLast = (): void => {
    // The last one that is loaded is the last one only at the end of the history.
    if (conversation?.hasNewer !== false) return
    const message = findLastEditable(readMessages(chatId))
    if (message !== undefined) actions.editIfAllowed(message)
  }

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
        {renderMessages()}
        {renderComposer()}
        {actions.dialogs}
        <RemoveNoteDialog />
      </section>
    </LinkActions>
  )

  function renderMessages(): ReactNode {
    const problem = openProblem ?? conversation?.problem
    if (conversation?.state === 'failed' || (openProblem !== undefined && !hasMessages)) {
      return <FailedConversation problem={problem ?? 'unknown'} onRetry={reopen} />
    }
    if (conversation === undefined || (conversation.state === 'loading' && !hasMessages)) {
      return <MessagesSkeleton />
    }
    if (!hasMessages && !conversation.hasOlder && !conversation.hasNewer) return <EmptyConversation />
    return (
      <>
        {problem !== undefined && (
          <HistoryProblem
            problem={problem}
            onRetry={() => {
              list.current?.retryLoading()
            }}
          />
        )}
        <MessageMenu chatId={chatId} canWrite={canWrite} canNote={canNote} actions={actions.menu}>
          <MessageList
            ref={list}
            chatId={chatId}
            conversation={conversation}
            title={chat?.title ?? ''}
            actions={actions.row}
            keys={keys}
            onMissing={() => {
              showToast({ text: t('messageNotFound') })
            }}
          />
        </MessageMenu>
      </>
    )
  }

  function renderComposer(): ReactNode {
    const isGone = (openProblem ?? conversation?.problem) === 'not_found'
    if (conversation === undefined || isGone) return <div className={styles.composerRoom} />
    if (conversation.writing !== 'allowed') return <BlockedLine reason={conversation.writing} />
    return (
      <>
        <WritingWarning chatId={chatId} />
        <ComposerView
          ref={field}
          chatId={chatId}
          composer={composer}
          onSubmitted={(outcome) => {
            if (outcome === 'sent' && conversation.hasNewer) list.current?.jumpToEnd()
            focusField()
          }}
          onEditLast={editLast}
          onReplyStep={replyStep}
          onPage={(direction) => {
            list.current?.turnPage(direction)
          }}
          onShow={showMessage}
        />
      </>
    )
  }
}

function readMessages(chatId: ChatId): readonly MessageView[] {
  const messages = entities.messages.getState().byId.get(chatId)
  if (messages === undefined) return []
  return messages.ids.flatMap((id) => messages.byId.get(id) ?? [])
}
