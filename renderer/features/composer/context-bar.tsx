import { Pencil, Reply, StickyNote, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { useMessage } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './composer.module.css'
import type { ComposerState } from './model/composer-state.ts'
import type { Composer } from './model/composer.ts'

interface Props {
  readonly chatId: ChatId
  readonly composer: Composer
  readonly state: ComposerState
  /** The text is a note on the message, not a reply to it. */
  readonly isNote: boolean
  readonly onShow: (messageId: MessageId) => void
}

/** Above the field: the message that is replied to, edited or annotated. */
export function ContextBar({ chatId, composer, state, isNote, onShow }: Props): ReactNode {
  const { t } = useTranslation('composer')
  const { t: noteWords } = useTranslation('notes')
  const { editing, sync } = state
  const messageId = editing?.messageId ?? sync.local.replyToMessageId
  const message = useMessage(chatId, messageId)
  if (messageId === undefined) return undefined
  const isEdit = editing !== undefined
  const Icon = isEdit ? Pencil : isNote ? StickyNote : Reply
  const cancelLabel = isEdit ? t('cancelEdit') : isNote ? noteWords('composer.cancel') : t('cancelReply')
  return (
    <div className={joinClasses(styles.bar, isNote && styles.noteContext)}>
      <Icon aria-hidden="true" size={14} className={styles.barIcon} />
      <button
        type="button"
        className={styles.barText}
        onClick={() => {
          onShow(messageId)
        }}
      >
        <span className={styles.barTitle}>{title()}</span>
        <bdi className={styles.barPreview}>{readText(message)}</bdi>
      </button>
      <button
        type="button"
        className={styles.barClose}
        aria-label={cancelLabel}
        title={`${cancelLabel} (Esc)`}
        onClick={() => {
          if (isEdit) composer.stopEditing()
          else composer.reply(undefined)
        }}
      >
        <X aria-hidden="true" size={14} />
      </button>
    </div>
  )

  function title(): string {
    if (isEdit) return t('editing')
    if (isNote) {
      return message === undefined
        ? noteWords('composer.onUnknown')
        : noteWords('composer.onMessage', { name: `\u2068${message.sender.name}\u2069` })
    }
    return message === undefined
      ? t('replyToUnknown')
      : t('replyTo', { name: `\u2068${message.sender.name}\u2069` })
  }
}

function readText(message: MessageView | undefined): string {
  if (message?.content.kind === 'text') return message.content.text.text
  if (message?.content.kind === 'media') return message.content.caption?.text ?? message.content.detail ?? ''
  return ''
}
