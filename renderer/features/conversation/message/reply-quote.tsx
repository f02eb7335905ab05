import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReplyTo } from '#shared/contract/entities/message.ts'
import { usePreviewText } from '../model/use-preview-text.ts'
import styles from './reply-quote.module.css'

interface Props {
  readonly replyTo: ReplyTo
  /** Absent when the message is not in this chat or is gone. */
  readonly onJump: (() => void) | undefined
}

/** The message that this one replies to; a click jumps to it. */
export function ReplyQuote({ replyTo, onJump }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const toPreviewText = usePreviewText()
  const name = replyTo.senderName
  const text = replyTo.quote?.text ?? describe()
  function describe(): string {
    if (replyTo.preview !== undefined) return toPreviewText(replyTo.preview)
    return replyTo.chatId === undefined ? t('message.deletedReply') : t('message.otherChatReply')
  }
  const content = (
    <>
      {name !== undefined && <bdi className={styles.replyName}>{name}</bdi>}
      <bdi>{text}</bdi>
    </>
  )
  const className = replyTo.quote === undefined ? styles.reply : `${styles.reply} ${styles.replyWithQuote}`
  if (onJump === undefined) return <div className={className}>{content}</div>
  return (
    <button
      type="button"
      className={className}
      aria-label={`${t('message.replyTo', { name: name ?? '' })} ${text}`}
      onClick={onJump}
    >
      {content}
    </button>
  )
}
