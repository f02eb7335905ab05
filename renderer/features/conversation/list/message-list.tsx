import { type ReactNode, type Ref, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { useChat, useMessageIds } from '../../../entities/hooks.ts'
import { usePlacedNotes } from '../../notes/index.ts'
import type { RowActions } from '../message/message-row.tsx'
import { useCalendar, useTodayS } from '../model/use-calendar.ts'
import { FloatingDay, type FloatingDayHandle } from './floating-day.tsx'
import { JumpButton } from './jump-button.tsx'
import { keepPlace } from './keep-place.ts'
import styles from './message-list.module.css'
import { MessageRows } from './message-rows.tsx'
import { MessageScroller } from './message-scroller.tsx'
import { NewMessageAnnouncer } from './new-message-announcer.tsx'
import { readScreen, readTopDateS } from './read-screen.ts'
import type { ShownMessages } from './shown-messages.ts'
import { useAnchor } from './use-anchor.ts'
import { useAtEnd } from './use-at-end.ts'
import { useHistoryEdges } from './use-history-edges.ts'
import { useIsLive } from './use-is-live.ts'
import { useJumps } from './use-jumps.ts'
import { type ListHandle, useListHandle } from './use-list-handle.ts'
import { type ListKeyActions, useListKeys } from './use-list-keys.ts'
import { useMessageVirtualizer } from './use-message-virtualizer.ts'
import { useShowOwnMessage } from './use-show-own-message.ts'
import { useViewed } from './use-viewed.ts'

interface Props {
  readonly chatId: ChatId
  readonly conversation: ConversationView
  readonly title: string
  readonly actions: Omit<RowActions, 'jumpTo'>
  readonly keys: ListKeyActions
  readonly onMissing: () => void
  readonly ref: Ref<ListHandle>
}

/** The messages of a chat; only those near the screen are in the document. */
export function MessageList(props: Props): ReactNode {
  const { chatId, conversation, title, actions, keys, onMissing, ref } = props
  const { t } = useTranslation('conversation')
  const calendar = useCalendar()
  const todayS = useTodayS(calendar)
  const ids = useMessageIds(chatId)
  const notes = usePlacedNotes(chatId, ids, conversation)
  const chat = useChat(chatId)
  const scroller = useRef<HTMLDivElement>(null)
  const floatingDay = useRef<FloatingDayHandle>(null)
  const [focusedId, setFocusedId] = useState<MessageId | undefined>(undefined)
  const isLive = useIsLive(conversation)
  const onScreenChange = useRef<() => void>(() => undefined)
  const virtualizer = useMessageVirtualizer({
    chatId,
    ids,
    notes,
    focusedId,
    isLive,
    scroller,
    onScreenChange,
  })
  const { settledGeneration, highlightedId, highlight } = useAnchor(virtualizer, conversation, ids, scroller)
  const isSettled = settledGeneration === conversation.generation
  const shown: ShownMessages = { chatId, conversation, ids, virtualizer, scroller, isSettled }

  const edges = useHistoryEdges(shown)
  const { isAtEnd, checkEnd } = useAtEnd(scroller, virtualizer)
  const checkViewed = useViewed(chatId, () => readScreen(shown, chat?.lastReadInboxId ?? 0))
  useLayoutEffect(() => {
    onScreenChange.current = () => {
      edges.check()
      checkEnd()
      checkViewed()
      keepPlace(shown)
      const topDateS = virtualizer.isScrolling ? readTopDateS(shown) : undefined
      if (topDateS !== undefined) floatingDay.current?.show(topDateS)
    }
    // What counts as seen depends on all that is rendered: on the messages, on what was read, and on which one is the last.
    checkViewed()
  })
  const jumps = useJumps({ shown, highlight, onMissing })
  useListHandle(ref, { jumps, edges, scroller })
  const rowActions = useMemo<RowActions>(() => ({ ...actions, jumpTo: jumps.jumpTo }), [actions, jumps])
  useShowOwnMessage(shown)
  const onKeyDown = useListKeys({ ids, focusedId, setFocusedId, virtualizer, scroller, actions: keys })

  return (
    <div className={styles.frame}>
      <MessageScroller shown={shown} label={t('label', { title })} onKeyDown={onKeyDown}>
        <MessageRows
          shown={shown}
          chat={chat}
          notes={notes}
          highlightedId={highlightedId}
          focusedId={focusedId}
          todayS={todayS}
          calendar={calendar}
          actions={rowActions}
        />
      </MessageScroller>
      <FloatingDay ref={floatingDay} todayS={todayS} calendar={calendar} />
      {conversation.isLoadingOlder && <output className={styles.loadingOlder}>{t('loadingOlder')}</output>}
      {conversation.isLoadingNewer && <output className={styles.loadingNewer}>{t('loadingNewer')}</output>}
      <JumpButton
        isShown={isSettled && (!isAtEnd || conversation.hasNewer)}
        unreadCount={chat?.unreadCount ?? 0}
        onJump={jumps.jumpToEnd}
      />
      <NewMessageAnnouncer chatId={chatId} ids={ids} isLive={isLive} generation={conversation.generation} />
    </div>
  )
}
