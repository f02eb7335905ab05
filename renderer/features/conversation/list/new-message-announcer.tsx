import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { useMessage } from '../../../entities/hooks.ts'
import { previewOf, usePreviewText } from '../model/use-preview-text.ts'
import styles from './message-list.module.css'

interface Props {
  readonly chatId: ChatId
  readonly ids: readonly MessageId[]
  readonly isLive: boolean
  readonly generation: number
}

/**
 * Reads out what comes in while the chat is open. The list itself is silent: its rows come and go with scrolling,
 * which is no news.
 */
export function NewMessageAnnouncer({ chatId, ids, isLive, generation }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const toText = usePreviewText()
  const known = useRef<{ generation: number; lastId: MessageId | undefined } | undefined>(undefined)
  const [newId, setNewId] = useState<MessageId | undefined>(undefined)
  const message = useMessage(chatId, newId)
  const lastId = ids.at(-1)

  useEffect(() => {
    const before = known.current
    known.current = { generation, lastId }
    const isNews =
      before?.generation === generation && isLive && lastId !== undefined && lastId > (before.lastId ?? 0)
    if (isNews) setNewId(lastId)
  }, [generation, isLive, lastId])

  const isIncoming = message !== undefined && !message.isOutgoing
  return (
    <output className={styles.spoken} aria-live="polite">
      {isIncoming &&
        t('newMessageFrom', { name: message.sender.name, text: toText(previewOf(message.content)) })}
    </output>
  )
}
