import { Clock3, TriangleAlert } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { readNoteText } from '#shared/domain/notes/note-text.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Section } from '#shared/contract/entities/triage.ts'
import { useIsOpenChat } from '../../../shell/navigation.ts'
import { useChat } from '../../../entities/hooks.ts'
import { isChatUnread } from '#shared/domain/unread/is-unread.ts'
import { useRowTime, useRowTimes } from '../../../lib/time/use-row-times.ts'
import { useWaitStatus } from '../../../lib/wait/use-wait.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { RowAlarmText, RunningTime } from '../../alarms/index.ts'
import { RowPresence } from '../../presence/index.ts'
import styles from './chat-row.module.css'
import { RowIcon } from './row-icon.tsx'
import { RowWait } from './row-wait.tsx'
import { useRowPreview } from '../../conversation/index.ts'

interface Props {
  readonly chatId: ChatId
  /** The section that the row is shown in; a held row may already belong to another section. */
  readonly section: Section
  /** The cursor of the keyboard is on this row. */
  readonly isCursor: boolean
  /** Shows the note of the star before the last message. */
  readonly hasNote: boolean
}

export function rowElementId(chatId: ChatId): string {
  return `chat-row-${chatId}`
}

/** One chat in one line. It follows its chat by id, so that a message in one chat draws one row. */
export const ChatRow = memo(function ChatRow({ chatId, section, isCursor, hasNote }: Props): ReactNode {
  const chat = useChat(chatId)
  const isOpen = useIsOpenChat(chatId)
  const wait = useWaitStatus(chat?.wait)
  const isUnread = isChatUnread(chat)
  return (
    <div
      role="option"
      tabIndex={-1}
      id={rowElementId(chatId)}
      className={joinClasses(
        styles.row,
        isUnread && styles.unread,
        (wait === 'red' || wait === 'breach') && styles.red,
        wait === 'breach' && styles.breach,
        chat?.alarm !== undefined && styles.alarmed,
        isOpen && styles.open,
        isCursor && styles.cursor,
      )}
      data-chat-id={chatId}
      data-section={section}
      data-wait={wait}
      data-alarm={chat?.alarm === undefined ? undefined : chat.alarm.takenBy === undefined ? 'open' : 'taken'}
      data-starred={chat?.star !== undefined}
      data-pinned={chat?.isPinned ?? false}
      // A chat marked as unread by hand counts as unread although it has no unread messages.
      data-unread={Math.max(chat?.unreadCount ?? 0, isUnread ? 1 : 0)}
      aria-selected={isOpen}
    >
      <span className={styles.bar} />
      <RowIcon chat={chat} section={section} />
      <span className={styles.title} dir="auto">
        {chat?.title}
      </span>
      {chat === undefined ? undefined : (
        <>
          <RowText chat={chat} note={hasNote ? chat.star?.note : undefined} />
          <RowMeta chat={chat} />
        </>
      )}
    </div>
  )
})

interface TextProps {
  readonly chat: ChatView
  readonly note: string | undefined
}

function RowText({ chat, note }: TextProps): ReactNode {
  if (note === undefined) {
    return (
      <span className={styles.text}>
        <MessageText chat={chat} />
      </span>
    )
  }
  return (
    <span className={styles.text}>
      <bdi className={styles.note}>{note}</bdi> <MessageText chat={chat} />
    </span>
  )
}

function MessageText({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('chat-list')
  const describePreview = useRowPreview()
  const { alarm, draftPreview, lastMessage } = chat
  if (alarm !== undefined) return <RowAlarmText alarm={alarm} />
  if (draftPreview !== undefined && draftPreview !== '') {
    const note = hasNotes(chat) ? readNoteText(draftPreview) : undefined
    return (
      <>
        <em className={styles.draft}>{t(note === undefined ? 'draft' : 'noteDraft')}</em>{' '}
        <bdi>{note ?? draftPreview}</bdi>
      </>
    )
  }
  if (lastMessage === undefined) return undefined
  const { preview, isOutgoing, author } = lastMessage
  // A service message names its author itself; in Saved Messages all messages are one's own.
  const isSigned = preview.kind !== 'service' && !chat.isSelf
  const theirName = author === undefined ? undefined : `${author}:`
  const name = isSigned ? (isOutgoing ? t('you') : theirName) : undefined
  return (
    <>
      {name === undefined ? undefined : (
        <>
          <em>
            <bdi>{name}</bdi>
          </em>{' '}
        </>
      )}
      <bdi>{describePreview(preview, { name: author ?? chat.title, isSelf: isOutgoing })}</bdi>
    </>
  )
}

function RowMeta({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('chat-list')
  const { lastMessage } = chat
  return (
    <span className={styles.meta}>
      {lastMessage?.state === 'pending' ? (
        <Clock3 size={11} role="img" aria-label={t('pending')} />
      ) : undefined}
      {lastMessage?.state === 'failed' ? (
        <TriangleAlert size={12} className={styles.failed} role="img" aria-label={t('failed')} />
      ) : undefined}
      <RowPresence chatId={chat.id} />
      {chat.alarm !== undefined ? (
        <RunningTime sinceMs={chat.alarm.raisedAtMs} className={styles.wait} />
      ) : chat.wait !== undefined ? (
        <RowWait wait={chat.wait} />
      ) : lastMessage === undefined ? undefined : (
        <RowTime dateS={lastMessage.dateS} />
      )}
      <UnreadBadge chat={chat} />
    </span>
  )
}

function RowTime({ dateS }: { readonly dateS: number }): ReactNode {
  const times = useRowTimes()
  const words = useRowTime(dateS)
  return <time title={times.formatFull(dateS)}>{words}</time>
}

const largestShownCount = 999

function UnreadBadge({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('chat-list')
  const { unreadCount, isMarkedUnread, isMuted } = chat
  if (unreadCount === 0 && !isMarkedUnread) return undefined
  const label = unreadCount > 0 ? t('unreadCount', { count: unreadCount }) : t('markedUnread')
  const shown = unreadCount > largestShownCount ? `${largestShownCount}+` : unreadCount
  return (
    <span className={joinClasses(styles.badge, isMuted && styles.muted)}>
      <span aria-hidden="true">{unreadCount > 0 ? shown : '•'}</span>
      <span className={styles.hidden}>{isMuted ? `${label}, ${t('muted')}` : label}</span>
    </span>
  )
}
