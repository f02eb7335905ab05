import { memo, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import { useMessage, useTeamPart } from '../../../entities/hooks.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { type Calendar, describeDay } from '../model/calendar.ts'
import { readTeamLogEntry } from '../model/team-log-entry.ts'
import { describeRow } from '../model/row-layout.ts'
import { RoleChip } from '../../team/index.ts'
import { NoteLine, type RowNotes } from '../../notes/index.ts'
import { RichText } from '../text/rich-text.tsx'
import { FailureLine } from './failure-line.tsx'
import { TeamLogEntryBody } from './team-log-entry-body.tsx'
import { MediaLine, UnseenLine, UnsupportedLine } from './media-line.tsx'
import { MessageStatus } from './message-status.tsx'
import lineStyles from './lines.module.css'
import styles from './message.module.css'
import { ReplyQuote } from './reply-quote.tsx'
import { ServiceLine } from './service-line.tsx'
import { WaitingLine } from './waiting-line.tsx'

export interface RowActions {
  jumpTo(messageId: MessageId): void
  retry(messageId: MessageId): void
  discard(messageId: MessageId): void
}

interface Props {
  readonly chatId: ChatId
  readonly chatKind: ChatView['kind'] | undefined
  readonly id: MessageId
  readonly previousId: MessageId | undefined
  readonly index: number
  readonly isFirstUnread: boolean
  /** The oldest message that waits for an answer. */
  readonly isFirstWaiting: boolean
  readonly isRead: boolean
  readonly isHighlighted: boolean
  readonly isFocused: boolean
  readonly todayS: number
  readonly calendar: Calendar
  readonly notes: RowNotes | undefined
  readonly actions: RowActions
  readonly measure: (element: HTMLDivElement | null) => void
}

/** One message with what stands above it; drawn again only when it, the one before it, or its own flags change. */
export const MessageRow = memo(function MessageRow(props: Props): ReactNode {
  const { chatId, id, previousId, index, calendar, todayS, isFirstUnread, isFirstWaiting, measure, notes } =
    props
  const message = useMessage(chatId, id)
  const previous = useMessage(chatId, previousId)
  if (message === undefined) return <div ref={measure} data-index={index} className={styles.row} />
  const hasLine = isFirstUnread || isFirstWaiting
  const layout = describeRow(message, previous, hasLine, (dateS) => calendar.dayOf(dateS))
  return (
    <div ref={measure} data-index={index} className={styles.row}>
      {notes?.above.map((note) => (
        <NoteLine key={note.id} note={note} />
      ))}
      {layout.isFirstOfDay && <DaySeparator dateS={message.dateS} todayS={todayS} calendar={calendar} />}
      {isFirstWaiting ? (
        <WaitingLine chatId={chatId} isFirstUnread={isFirstUnread} />
      ) : (
        isFirstUnread && <UnreadLine />
      )}
      <Message {...props} message={message} hasHeader={layout.hasHeader} />
      {notes?.below.map((note) => (
        <NoteLine key={note.id} note={note} />
      ))}
    </div>
  )
})

function Message(props: Props & { readonly message: MessageView; readonly hasHeader: boolean }): ReactNode {
  const { message, hasHeader, isFocused, isHighlighted, calendar, chatKind, actions, isRead } = props
  const { content, sender } = message
  const data = {
    'data-message-id': message.id,
    'data-direction': message.isOutgoing ? 'out' : 'in',
    'data-state': message.state,
    tabIndex: isFocused ? 0 : undefined,
  } as const
  const highlight = isHighlighted ? ` ${styles.highlighted}` : ''

  if (content.kind === 'service') {
    const pinnedId = content.event.kind === 'message_pinned' ? content.event.messageId : undefined
    return (
      <article {...data} className={`${styles.serviceMessage}${highlight}`}>
        <ServiceLine
          event={content.event}
          sender={sender}
          chatKind={chatKind}
          title={calendar.formatFull(message.dateS)}
          onShow={
            pinnedId === undefined
              ? undefined
              : () => {
                  actions.jumpTo(pinnedId)
                }
          }
        />
      </article>
    )
  }
  const className = [styles.message, hasHeader ? '' : styles.continued, highlight].join(' ')
  return (
    <article {...data} className={className}>
      {hasHeader ? (
        <span className={styles.avatar}>
          <Avatar initials={sender.initials} accent={sender.accent} />
        </span>
      ) : (
        <span />
      )}
      <div className={styles.body}>
        {hasHeader ? <SenderLine message={message} /> : <span className={styles.spoken}>{sender.name}</span>}
        <Body {...props} />
        {message.failure !== undefined && message.state === 'failed' && (
          <FailureLine
            failure={message.failure}
            calendar={calendar}
            onRetry={() => {
              actions.retry(message.id)
            }}
            onDiscard={() => {
              actions.discard(message.id)
            }}
          />
        )}
      </div>
      <MessageStatus message={message} isRead={isRead} calendar={calendar} />
    </article>
  )
}

function SenderLine({ message }: { readonly message: MessageView }): ReactNode {
  const { t } = useTranslation('conversation')
  const { sender, viaBot } = message
  return (
    <div className={styles.sender}>
      <bdi className={sender.isSelf ? styles.ownName : styles.name}>{sender.name}</bdi>
      <RoleChip senderKey={sender.key} className={styles.chip} />
      {sender.isBot && <span className={styles.chip}>{t('message.bot')}</span>}
      {sender.title !== undefined && sender.title !== '' && <bdi className={styles.chip}>{sender.title}</bdi>}
      {viaBot !== undefined && <span className={styles.via}>{t('message.viaBot', { name: viaBot })}</span>}
    </div>
  )
}

function Body({ message, actions, chatId }: Props & { readonly message: MessageView }): ReactNode {
  const { t } = useTranslation('conversation')
  const { content, replyTo, forwardedFrom } = message
  const replyId = replyTo?.chatId === undefined || replyTo.chatId === chatId ? replyTo?.messageId : undefined
  return (
    <>
      {forwardedFrom !== undefined && (
        <div className={styles.forwarded}>
          {t('message.forwardedFrom', { name: `\u2068${forwardedFrom}\u2069` })}
        </div>
      )}
      {replyTo !== undefined && (
        <ReplyQuote
          replyTo={replyTo}
          onJump={
            replyId === undefined
              ? undefined
              : () => {
                  actions.jumpTo(replyId)
                }
          }
        />
      )}
      {content.kind === 'text' && <TextBody message={message} text={content.text} />}
      {content.kind === 'media' && <MediaLine content={content} />}
      {content.kind === 'unsupported' && <UnsupportedLine type={content.type} />}
    </>
  )
}

/** Messages of the team's log are shown as entries only in the team's channel. */
function TextBody({
  message,
  text,
}: {
  readonly message: MessageView
  readonly text: FormattedText
}): ReactNode {
  const isTeamChannel = useTeamPart((team) => team.channel?.chatId === message.chatId)
  const entry = useMemo(() => (isTeamChannel ? readTeamLogEntry(text) : undefined), [isTeamChannel, text])
  if (drawsNothing(text.text)) return <UnseenLine />
  return entry === undefined ? (
    <RichText text={text} />
  ) : (
    <TeamLogEntryBody entry={entry} author={message.sender.name} />
  )
}

function DaySeparator(props: {
  readonly dateS: number
  readonly todayS: number
  readonly calendar: Calendar
}): ReactNode {
  const { t } = useTranslation('conversation')
  const label = describeDay(props.calendar, props.dateS, props.todayS)
  return <div className={lineStyles.day}>{label.kind === 'date' ? label.text : t(label.kind)}</div>
}

function UnreadLine(): ReactNode {
  const { t } = useTranslation('conversation')
  return (
    <div className={lineStyles.unread} data-unread-line="">
      <span>{t('newMessages')}</span>
    </div>
  )
}
