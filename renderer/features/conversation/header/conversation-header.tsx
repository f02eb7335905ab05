import { EllipsisVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, type MenuEntry } from '../../../ui/menu.tsx'
import { describeDay } from '../model/calendar.ts'
import { useCalendar, useNowS } from '../model/use-calendar.ts'
import styles from './conversation-header.module.css'
import { describeSubtitle } from './subtitle.ts'

interface Props {
  readonly chat: ChatView | undefined
  readonly conversation: ConversationView | undefined
  readonly onJumpToEnd: () => void
  readonly onCopy: (text: string) => void
}

export function ConversationHeader({ chat, conversation, onJumpToEnd, onCopy }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <h1 className={styles.title} title={chat?.title}>
          <bdi>{chat?.title ?? ''}</bdi>
        </h1>
        {chat !== undefined && <Subtitle chat={chat} conversation={conversation} />}
      </div>
      <span className={styles.space} />
      {chat !== undefined && (
        <Menu
          align="end"
          trigger={
            <IconButton label={t('header.menu')} icon={<EllipsisVertical size={16} aria-hidden="true" />} />
          }
          entries={describeEntries(chat)}
        />
      )}
    </header>
  )

  function describeEntries({ title }: ChatView): readonly MenuEntry[] {
    const username = conversation?.username
    const entries: MenuEntry[] = [
      { kind: 'item', id: 'end', label: t('header.jumpToEnd'), onSelect: onJumpToEnd },
      { kind: 'separator', id: 'before-copy' },
      {
        kind: 'item',
        id: 'title',
        label: t('header.copyTitle'),
        onSelect: () => {
          onCopy(title)
        },
      },
    ]
    if (username !== undefined && username !== '') {
      entries.push({
        kind: 'item',
        id: 'username',
        label: t('header.copyUsername', { username: `@${username}` }),
        onSelect: () => {
          onCopy(`@${username}`)
        },
      })
    }
    return entries
  }
}

function Subtitle(props: {
  readonly chat: ChatView
  readonly conversation: ConversationView | undefined
}): ReactNode {
  const { t } = useTranslation('conversation')
  const calendar = useCalendar()
  const nowS = useNowS(props.conversation?.presence?.kind === 'last_seen')
  const formatMoment = (atS: number): string => {
    const time = calendar.formatTime(atS)
    const day = describeDay(calendar, atS, nowS)
    switch (day.kind) {
      case 'today':
        return t('header.todayAt', { time })
      case 'yesterday':
        return t('header.yesterdayAt', { time })
      case 'date':
        return t('header.dateAt', { day: day.text, time })
      default:
        return assertNever(day)
    }
  }
  const parts = describeSubtitle(props.chat, props.conversation, nowS, formatMoment)
  const text = parts.map((part) => t(part.key as 'header.saved', part.values)).join(', ')
  const isTyping = parts.some((part) => part.isTyping === true)
  return <div className={isTyping ? styles.typing : styles.subtitle}>{text === '' ? '\u00A0' : text}</div>
}
