import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageContent, MessagePreview } from '#shared/contract/entities/message.ts'
import { cutTeamLogBlock } from '#shared/domain/team-log/readable-part.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import { describeService } from './service-words.ts'

/** One line of words for a message, for quotes, the reply bar and announcements. */
export function usePreviewText(): (preview: MessagePreview) => string {
  const { t, i18n } = useTranslation('conversation')
  return useCallback(
    (preview) => {
      switch (preview.kind) {
        case 'text':
          return drawsNothing(preview.text) ? t('message.unseen') : preview.text
        case 'media':
          return preview.text === ''
            ? t(`media.${preview.media}`)
            : `${t(`media.${preview.media}`)}: ${preview.text}`
        case 'service': {
          const { key, values } = describeService(preview.event, {
            sender: { name: '', isSelf: false },
            chatKind: undefined,
            language: i18n.language,
          })
          return t(`service.${key}` as 'service.other', { ...values, type: values.type ?? '' })
        }
        case 'unsupported':
          return t('message.unsupported')
        default:
          return assertNever(preview)
      }
    },
    [t, i18n.language],
  )
}

const previewLength = 200

/** The same shape that the core gives for rows, made of a message that is on screen. */
export function previewOf(content: MessageContent): MessagePreview {
  switch (content.kind) {
    case 'text':
      return {
        kind: 'text',
        text: toOneLine(cutTeamLogBlock(content.text)?.readable.text ?? content.text.text),
      }
    case 'media':
      return {
        kind: 'media',
        media: content.media,
        text: toOneLine(content.caption?.text ?? content.detail ?? ''),
      }
    case 'service':
      return { kind: 'service', event: content.event }
    case 'unsupported':
      return { kind: 'unsupported' }
    default:
      return assertNever(content)
  }
}

function toOneLine(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim()
  if (line.length <= previewLength) return line
  const end = (line.codePointAt(previewLength - 1) ?? 0) > 0xff_ff ? previewLength - 1 : previewLength
  return `${line.slice(0, end)}…`
}
