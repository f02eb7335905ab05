import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual'
import {
  type ReactNode,
  type Ref,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { core, entities } from '../../../entities/core.ts'
import { useChat, useMessageIds } from '../../../entities/hooks.ts'
import { findIdIndex } from '#shared/domain/window-state/sorted-ids.ts'
import { usePlacedNotes } from '../../notes/model/use-placed-notes.ts'
import { MessageRow, type RowActions } from '../message/message-row.tsx'
import { useCalendar, useTodayS } from '../model/use-calendar.ts'
import { estimateHeight } from './estimate-height.ts'
import { copyPlain } from './copy-plain.ts'
import { FloatingDay, type FloatingDayHandle } from './floating-day.tsx'
import { JumpButton } from './jump-button.tsx'
import styles from './message-list.module.css'
import { NewMessageAnnouncer } from './new-message-announcer.tsx'
import { readScreen } from './read-screen.ts'
import { useAnchor } from './use-anchor.ts'
import { useAtEnd } from './use-at-end.ts'
import { useHistoryEdges } from './use-history-edges.ts'
import { type ListKeyActions, useListKeys } from './use-list-keys.ts'
import { useReadersPlace } from './use-readers-place.ts'
import { useViewed } from './use-viewed.ts'

export interface ListHandle {
  /** Shows the end of the history, loading it when it is elsewhere. */
  jumpToEnd(): void
  jumpTo(messageId: MessageId): void
  turnPage(direction: -1 | 1): void
  /** Asks once more for the history that could not be loaded. */
  retryLoading(): void
}

interface Props {
  readonly chatId: ChatId
  readonly conversation: ConversationView
  readonly title: string
  readonly actions: Omit<RowActions, 'jumpTo'>
  readonly keys: ListKeyActions
  readonly onMissing: () => void
  readonly ref: Ref<ListHandle>
}

const overscan = 8
/** Some of the page before stays in sight. */
const pageShare = 0.85
/** Room that stays above the "new messages" line, so that what was read last is in sight. */
const contextAbove = 72

export function MessageList({
  chatId,
  conversation,
  title,
  actions,
  keys,
  onMissing,
  ref,
}: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const calendar = useCalendar()
  const todayS = useTodayS(calendar)
  const ids = useMessageIds(chatId)
  const notes = usePlacedNotes(chatId, ids, conversation)
  const chat = useChat(chatId)
  const scroller = useRef<HTMLDivElement>(null)
  const [focusedId, setFocusedId] = useState<MessageId | undefined>(undefined)
  const isLive = useIsLive(conversation)
  const onScreenChange = useRef<() => void>(() => undefined)

  const focusedIndex = focusedId === undefined ? -1 : ids.indexOf(focusedId)
  // The virtualizer is one object that changes inside; nothing here is memoised on it.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: ids.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => ids[index] ?? index, [ids]),
    estimateSize: (index) => {
      const id = ids[index]
      return estimateHeight(readMessage(chatId, id), id === undefined ? undefined : notes.get(id))
    },
    overscan,
    anchorTo: 'end',
    followOnAppend: isLive,
    scrollEndThreshold: 32,
    paddingStart: 8,
    paddingEnd: 10,
    scrollPaddingStart: contextAbove,
    directDomUpdates: true,
    directDomUpdatesMode: 'position',
    onChange: () => {
      onScreenChange.current()
    },
    rangeExtractor: useCallback(
      (range: Range) => {
        const indexes = defaultRangeExtractor(range)
        if (focusedIndex < 0 || indexes.includes(focusedIndex)) return indexes
        return [...indexes, focusedIndex].sort((a, b) => a - b)
      },
      [focusedIndex],
    ),
  })

  virtualizer.shouldAdjustScrollPositionOnItemSizeChange = useReadersPlace(ids)

  const anchor = useAnchor(virtualizer, conversation, ids, scroller)
  const { settledGeneration, highlightedId } = anchor
  const isSettled = settledGeneration === conversation.generation
  const edges = useHistoryEdges({ conversation, ids, scroller, isSettled })
  const { isAtEnd, checkEnd } = useAtEnd(scroller, virtualizer)
  const floatingDay = useRef<FloatingDayHandle>(null)

  const checkViewed = useViewed(chatId, () =>
    isSettled
      ? readScreen({
          virtualizer,
          ids,
          read: (id) => readMessage(chatId, id),
          lastReadId: chat?.lastReadInboxId ?? 0,
          isAtHistoryEnd: !conversation.hasNewer,
        })
      : undefined,
  )
  useLayoutEffect(() => {
    onScreenChange.current = () => {
      edges.check()
      checkEnd()
      checkViewed()
      keepPlace()
      if (virtualizer.isScrolling) showDay()
    }
  })

  /** A reconnection opens the chat where the reader is; at the end it opens at the end. */
  const keepPlace = (): void => {
    const element = scroller.current
    if (element === null || !isSettled) return
    const middle = (virtualizer.scrollOffset ?? 0) + element.clientHeight / 2
    const isEnd = virtualizer.isAtEnd() && !conversation.hasNewer
    const item = isEnd ? undefined : virtualizer.getVirtualItemForOffset(middle)
    core.keepPlace(chatId, item === undefined ? undefined : ids[item.index])
  }

  const showDay = (): void => {
    const item = virtualizer.getVirtualItemForOffset(virtualizer.scrollOffset ?? 0)
    const message = item === undefined ? undefined : readMessage(chatId, ids[item.index])
    if (message !== undefined && isSettled) floatingDay.current?.show(message.dateS)
  }

  const jumpToEnd = (): void => {
    if (conversation.hasNewer) void core.calls['conversation.jumpToEnd']({ chatId })
    else virtualizer.scrollToEnd()
  }
  const jumpTo = (messageId: MessageId): void => {
    const index = findIdIndex(ids, messageId)
    if (ids[index] === messageId) {
      virtualizer.scrollToIndex(index, { align: 'center' })
      anchor.highlight(messageId)
      return
    }
    void core.calls['conversation.jumpTo']({ chatId, messageId }).then((result) => {
      if (!result.ok) onMissing()
    })
  }
  const latest = useRef({ jumpTo, jumpToEnd })
  useLayoutEffect(() => {
    latest.current = { jumpTo, jumpToEnd }
  })
  useImperativeHandle(
    ref,
    () => ({
      jumpTo: (id) => {
        latest.current.jumpTo(id)
      },
      jumpToEnd: () => {
        latest.current.jumpToEnd()
      },
      retryLoading: edges.retry,
      turnPage: (direction) => {
        const element = scroller.current
        element?.scrollBy({ top: direction * element.clientHeight * pageShare })
      },
    }),
    [edges],
  )
  const rowActions = useMemo<RowActions>(
    () => ({
      ...actions,
      jumpTo: (id) => {
        latest.current.jumpTo(id)
      },
    }),
    [actions],
  )

  // An own message is always shown, wherever the list stands.
  const lastId = ids.at(-1)
  const last = readMessage(chatId, lastId)
  const isOwnPending = last?.isOutgoing === true && last.state === 'pending'
  useLayoutEffect(() => {
    if (isOwnPending) virtualizer.scrollToEnd()
  }, [isOwnPending, lastId, virtualizer])
  useLayoutEffect(checkViewed, [checkViewed, ids, isSettled])

  const onKeyDown = useListKeys({
    chatId,
    ids,
    focusedId,
    setFocusedId,
    virtualizer,
    scroller,
    actions: keys,
  })
  const firstUnreadId = conversation.firstUnreadId
  const firstUnreadIndex = firstUnreadId === undefined ? -1 : findIdIndex(ids, firstUnreadId)
  const lastReadOutboxId = chat?.lastReadOutboxId ?? 0

  return (
    <div className={styles.frame}>
      {/* Walking the messages is a matter of the whole list, not of one control in it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={scroller}
        className={styles.scroller}
        role="log"
        aria-label={t('label', { title })}
        aria-live="off"
        aria-busy={!isSettled}
        // A long list has to be scrolled by keyboard, too.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onKeyDown={onKeyDown}
        onCopy={copyPlain}
      >
        <div ref={virtualizer.containerRef} className={isSettled ? styles.sizer : styles.unsettled}>
          {virtualizer.getVirtualItems().map(({ key, index }) => {
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
                actions={rowActions}
                measure={virtualizer.measureElement}
              />
            )
          })}
        </div>
      </div>
      <FloatingDay ref={floatingDay} todayS={todayS} calendar={calendar} />
      {conversation.isLoadingOlder && <output className={styles.loadingOlder}>{t('loadingOlder')}</output>}
      {conversation.isLoadingNewer && <output className={styles.loadingNewer}>{t('loadingNewer')}</output>}
      <JumpButton
        isShown={isSettled && (!isAtEnd || conversation.hasNewer)}
        unreadCount={chat?.unreadCount ?? 0}
        onJump={jumpToEnd}
      />
      <NewMessageAnnouncer chatId={chatId} ids={ids} isLive={isLive} generation={conversation.generation} />
    </div>
  )
}

function readMessage(chatId: ChatId, id: MessageId | undefined): MessageView | undefined {
  return id === undefined ? undefined : entities.messages.getState().byId.get(chatId)?.byId.get(id)
}

/**
 * Whether the end of the history was reached before this change: only then does the list follow what is added.
 * What is loaded to reach the end would otherwise carry the reader along.
 */
function useIsLive({ generation, hasNewer }: ConversationView): boolean {
  const [reached, setReached] = useState<number | undefined>(undefined)
  const isLive = reached === generation && !hasNewer
  useEffect(() => {
    // What was true before a change can only be noted after it.
    // oxlint-disable-next-line react/set-state-in-effect
    setReached(hasNewer ? undefined : generation)
  }, [generation, hasNewer])
  return isLive
}
