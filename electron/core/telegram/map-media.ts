import type { MediaKind, MessageContent } from '#shared/contract/entities/message.ts'
import type * as Td from 'tdlib-types'
import { mapText } from './map-text.ts'

type Media = Extract<MessageContent, { kind: 'media' }>

/** Content that is shown as a labelled line. Undefined for texts, service messages and unknown content. */
export function mapMedia(content: Td.MessageContent): Media | undefined {
  switch (content._) {
    case 'messagePhoto':
      return label('photo', { caption: content.caption })
    case 'messageExpiredPhoto':
      return label('photo', {})
    case 'messageVideo':
      return label('video', {
        caption: content.caption,
        detail: content.video.file_name,
        durationS: content.video.duration,
        sizeBytes: content.video.video.size,
      })
    case 'messageExpiredVideo':
      return label('video', {})
    case 'messageAnimation':
      return label('animation', { caption: content.caption, durationS: content.animation.duration })
    case 'messageAudio':
      return label('audio', {
        caption: content.caption,
        detail: describeAudio(content.audio),
        durationS: content.audio.duration,
        sizeBytes: content.audio.audio.size,
      })
    case 'messageVoiceNote':
      return label('voice', { caption: content.caption, durationS: content.voice_note.duration })
    case 'messageExpiredVoiceNote':
      return label('voice', {})
    case 'messageVideoNote':
      return label('video_note', { durationS: content.video_note.duration })
    case 'messageExpiredVideoNote':
      return label('video_note', {})
    case 'messageDocument':
      return label('document', {
        caption: content.caption,
        detail: content.document.file_name,
        sizeBytes: content.document.document.size,
      })
    case 'messageSticker':
      return label('sticker', { detail: content.sticker.emoji })
    case 'messagePoll':
      return label('poll', { detail: content.poll.question.text })
    case 'messageContact':
      return label('contact', {
        detail: [content.contact.first_name, content.contact.last_name, content.contact.phone_number]
          .filter((part) => part !== '')
          .join(' '),
      })
    case 'messageLocation':
      return label('location', {
        detail: `${content.location.latitude.toFixed(5)}, ${content.location.longitude.toFixed(5)}`,
      })
    case 'messageVenue':
      return label('venue', {
        detail: [content.venue.title, content.venue.address].filter((part) => part !== '').join(', '),
      })
    case 'messageDice':
      return label('dice', {
        detail: content.value > 0 ? `${content.emoji} ${content.value}` : content.emoji,
      })
    case 'messageStakeDice':
      return label('dice', { detail: content.value > 0 ? `🎲 ${content.value}` : '🎲' })
    case 'messageGame':
      return label('game', { detail: content.game.title })
    case 'messageInvoice':
      return label('invoice', { detail: content.product_info.title })
    case 'messageStory':
      return label('story', {})
    case 'messageChecklist':
      return label('checklist', { detail: content.list.title.text })
    case 'messageGift':
    case 'messageUpgradedGift':
    case 'messageGiftedPremium':
    case 'messageGiftedStars':
    case 'messageGiftedTon':
    case 'messagePremiumGiftCode':
    case 'messageGiveaway':
    case 'messageGiveawayWinners':
      return label('gift', {})
    case 'messageCall':
    case 'messageGroupCall':
      return label('call', { durationS: content.duration })
    case 'messagePaidMedia':
      return label('paid_media', { caption: content.caption })
    default:
      return undefined
  }
}

function describeAudio(audio: Td.audio): string {
  const named = [audio.performer, audio.title].filter((part) => part !== '').join(' – ')
  return named === '' ? audio.file_name : named
}

function label(
  media: MediaKind,
  parts: { caption?: Td.formattedText; detail?: string; durationS?: number; sizeBytes?: number },
): Media {
  const { caption, detail, durationS, sizeBytes } = parts
  const result: { -readonly [K in keyof Media]: Media[K] } = { kind: 'media', media }
  if (detail !== undefined && detail !== '') result.detail = detail
  if (durationS !== undefined && durationS > 0) result.durationS = durationS
  if (sizeBytes !== undefined && sizeBytes > 0) result.sizeBytes = sizeBytes
  if (caption !== undefined && caption.text !== '') result.caption = mapText(caption)
  return result
}
