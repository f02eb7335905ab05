import { Pencil, Reply, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { useMessage } from '../../entities/hooks.ts'
import styles from './composer.module.css'
import type { Composer, ComposerState } from './model/composer.ts'

interface Props {
  readonly chatId: ChatId
  readonly composer: Composer
  readonly state: ComposerState
  readonly onShow: (messageId: MessageId) => void
}

/** Above the field: the message that is answered or changed. */
export function ContextBar({ chatId, composer, state, onShow }: Props): ReactNode {
  const { t } = useTranslation('composer')
  const { editing, sync } = state
  const messageId = editing?.messageId ?? sync.local.replyToMessageId
  const message = useMessage(chatId, messageId)
  if (messageId === undefined) return undefined
  const isEdit = editing !== undefined
  const Icon = isEdit ? Pencil : Reply
  const cancelLabel = isEdit ? t('cancelEdit') : t('cancelReply')
  return (
    <div className={styles.bar}>
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
