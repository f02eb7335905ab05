import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessagePreview } from '#shared/contract/entities/message.ts'
import { describeService } from './service-words.ts'
import { usePreviewText } from './use-preview-text.ts'

interface Author {
  readonly name: string
  readonly isSelf: boolean
}

/** The words of a row: as in quotes, but what happened in a chat names who did it. */
export function useRowPreview(): (preview: MessagePreview, author: Author) => string {
  const { t, i18n } = useTranslation('conversation')
  const describePreview = usePreviewText()
  return useCallback(
    (preview, author) => {
      if (preview.kind !== 'service') return describePreview(preview)
      const { key, values } = describeService(preview.event, {
        sender: author,
        chatKind: undefined,
        language: i18n.language,
      })
      return t(`service.${key}` as 'service.other', { ...values, type: values.type ?? '' })
    },
    [t, i18n.language, describePreview],
  )
}
