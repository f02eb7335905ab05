import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { useMessageIds } from '../../entities/hooks.ts'
import { showToast } from '../../ui/toast.tsx'
import { EmptyConversation, FailedConversation, HistoryProblem } from './list/empty-states.tsx'
import { MessageList } from './list/message-list.tsx'
import { MessagesSkeleton } from './list/messages-skeleton.tsx'
import type { ListHandle } from './list/use-list-handle.ts'
import { MessageMenu } from './menu/message-menu.tsx'
import type { MessageActions } from './use-message-actions.tsx'
import type { OpenProblem } from './use-open-conversation.ts'

interface Props {
  readonly chatId: ChatId
  readonly title: string
  readonly conversation: ConversationView | undefined
  /** Why the chat could not be opened. */
  readonly openProblem: OpenProblem | undefined
  readonly onReopen: () => void
  readonly canWrite: boolean
  readonly canNote: boolean
  readonly actions: Pick<MessageActions, 'row' | 'menu' | 'keys'>
  readonly list: RefObject<ListHandle | null>
}

/** The messages of the chat, or what stands in their place: a skeleton, why there are none, why they cannot be shown. */
export function MessageArea(props: Props): ReactNode {
  const { chatId, title, conversation, openProblem, onReopen, canWrite, canNote, actions, list } = props
  const { t } = useTranslation('conversation')
  const hasMessages = useMessageIds(chatId).length > 0
  const problem = openProblem ?? conversation?.problem
  if (conversation?.state === 'failed' || (openProblem !== undefined && !hasMessages)) {
    return <FailedConversation problem={problem ?? 'unknown'} onRetry={onReopen} />
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
          title={title}
          actions={actions.row}
          keys={actions.keys}
          onMissing={() => {
            showToast({ text: t('messageNotFound') })
          }}
        />
      </MessageMenu>
    </>
  )
}
