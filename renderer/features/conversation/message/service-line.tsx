import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { Sender, ServiceEvent } from '#shared/contract/entities/message.ts'
import { describeService } from '../model/service-words.ts'
import styles from './service-line.module.css'

interface Props {
  readonly event: ServiceEvent
  readonly sender: Sender
  readonly chatKind: ChatView['kind'] | undefined
  readonly title: string
  readonly onShow: (() => void) | undefined
}

/** What happened in the chat, as one quiet line; a pinned message can be shown from here. */
export function ServiceLine({ event, sender, chatKind, title, onShow }: Props): ReactNode {
  const { t, i18n } = useTranslation('conversation')
  const { key, values } = describeService(event, { sender, chatKind, language: i18n.language })
  const text = t(`service.${key}` as 'service.other', { ...values, type: values.type ?? '' })
  return (
    <div className={styles.service} title={title}>
      {onShow === undefined ? (
        <span dir="auto">{text}</span>
      ) : (
        <button type="button" className={styles.serviceButton} dir="auto" onClick={onShow}>
          {text}
        </button>
      )}
    </div>
  )
}
