import { EllipsisVertical } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { useRules } from '../../../entities/hooks.ts'
import { useShortcutLabels } from '../../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { AlarmButton } from '../../alarms/index.ts'
import { HeaderPresence } from '../../presence/index.ts'
import { VisibilityButton } from '../../team/index.ts'
import { describeDay } from '../model/calendar.ts'
import { useCalendar, useNowS } from '../model/use-calendar.ts'
import styles from './conversation-header.module.css'
import { describeMenu } from './describe-menu.ts'
import { MarkButtons } from './mark-buttons.tsx'
import { NoReplyButton } from './no-reply-button.tsx'
import { ReplyClock } from './reply-clock.tsx'
import { describeSubtitle } from './subtitle.ts'

interface Props {
  readonly chat: ChatView | undefined
  readonly conversation: ConversationView | undefined
  readonly onJumpToEnd: () => void
  readonly onCopy: (text: string) => void
}

export function ConversationHeader({ chat, conversation, onJumpToEnd, onCopy }: Props): ReactNode {
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <h1 className={styles.title} title={chat?.title}>
          <bdi>{chat?.title ?? ''}</bdi>
        </h1>
        {chat !== undefined && <Subtitle chat={chat} conversation={conversation} />}
      </div>
      {chat !== undefined && (
        <>
          <MarkButtons chat={chat} />
          <span className={styles.space} />
          {chat.wait !== undefined && (
            <>
              <ReplyClock wait={chat.wait} />
              <NoReplyButton chatId={chat.id} />
            </>
          )}
          <VisibilityButton chat={chat} />
          <AlarmButton chat={chat} />
          <HeaderMenu
            chat={chat}
            username={conversation?.username}
            onJumpToEnd={onJumpToEnd}
            onCopy={onCopy}
          />
        </>
      )}
    </header>
  )
}

function HeaderMenu(props: {
  readonly chat: ChatView
  readonly username: string | undefined
  readonly onJumpToEnd: () => void
  readonly onCopy: (text: string) => void
}): ReactNode {
  const { t: words } = useTranslation('conversation')
  const { t: listWords } = useTranslation('chat-list')
  const labelOf = useShortcutLabels()
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={words('header.menu')} icon={<EllipsisVertical size={16} aria-hidden="true" />} />
      }
      entries={describeMenu({ ...props, words, listWords, labelOf })}
    />
  )
}

function Subtitle(props: {
  readonly chat: ChatView
  readonly conversation: ConversationView | undefined
}): ReactNode {
  const { t } = useTranslation('conversation')
  const calendar = useCalendar()
  const nowS = useNowS(props.conversation?.presence?.kind === 'last_seen')
  const className = useClassWords(props.chat)
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
  const shown = isTyping ? text : [text, className].filter((each) => each !== '').join(' · ')
  return (
    <div className={isTyping ? styles.typing : styles.subtitle}>
      <HeaderPresence chatId={props.chat.id} />
      {shown === '' ? '\u00A0' : shown}
    </div>
  )
}

/** The class of the chat, when it is known and worth showing: not before the set-up, and not for class `other` unless set by hand. */
function useClassWords(chat: ChatView): string {
  const { t } = useTranslation('triage')
  const { isSetUp } = useRules()
  if (!isSetUp || (chat.class === 'other' && !chat.hasHandClass)) return ''
  const name = t(`class.${chat.class}`)
  return chat.hasHandClass ? t('classByHand', { class: name }) : name
}
