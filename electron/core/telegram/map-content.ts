import type { MediaKind, MessageContent, MessagePreview } from '#shared/contract/entities/message.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import { cutTeamLogBlock } from '#shared/domain/team-log/readable-part.ts'
import type * as Td from 'tdlib-types'
import { mapMedia } from './map-media.ts'
import { mapService, type NameOf } from './map-service.ts'
import { mapText } from './map-text.ts'
import { makeOneLine } from './one-line.ts'

/**
 * The content of a message, for the conversation. The result is never blank: content without a view of its own gets
 * a label.
 */
export function mapContent(message: Td.message, nameOf: NameOf): MessageContent {
  return mapWritten(message.content) ?? { kind: 'service', event: mapService(message, nameOf) }
}

/**
 * Maps content without its message. Undefined for service content, which cannot be shown without the people
 * involved.
 */
export function mapWritten(content: Td.MessageContent): MessageContent | undefined {
  switch (content._) {
    case 'messageText':
      return { kind: 'text', text: mapText(content.text) }
    case 'messageAnimatedEmoji':
      // A text of one emoji, which TDLib sends together with its animation.
      return { kind: 'text', text: { text: content.emoji, entities: [] } }
    case 'messageUnsupported':
      return { kind: 'unsupported', type: content._ }
    default:
      return mapMedia(content)
  }
}

const serviceByType = new Map<string, boolean>()

/**
 * True for content that reports an event in the chat, not something a person wrote. The conversation distinguishes
 * the same way.
 */
export function isServiceContent(content: Td.MessageContent): boolean {
  let isKnown = serviceByType.get(content._)
  if (isKnown === undefined) {
    isKnown = mapWritten(content) === undefined
    serviceByType.set(content._, isKnown)
  }
  return isKnown
}

/** One line of a content, for rows and quotes. */
export function previewContent(content: MessageContent): MessagePreview {
  switch (content.kind) {
    case 'text':
      // For a message of the team's log: the part that people are to read.
      return {
        kind: 'text',
        text: makeOneLine(cutTeamLogBlock(content.text)?.readable.text ?? content.text.text),
      }
    case 'media':
      return { kind: 'media', media: content.media, text: previewMedia(content) }
    case 'service':
      return { kind: 'service', event: content.event }
    case 'unsupported':
      return { kind: 'unsupported' }
    default:
      return assertNever(content)
  }
}

// For these kinds the preview shows the detail. For all others a caption says more than a file name or an emoji.
const detailFirst: ReadonlySet<MediaKind> = new Set([
  'poll',
  'contact',
  'venue',
  'game',
  'checklist',
  'invoice',
])

function previewMedia(content: Extract<MessageContent, { kind: 'media' }>): string {
  const caption = content.caption?.text ?? ''
  const detail = content.detail ?? ''
  return makeOneLine(detailFirst.has(content.media) || caption === '' ? detail : caption)
}
