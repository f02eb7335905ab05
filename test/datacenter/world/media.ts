import type { TlObject } from '../rpc.ts'
import type { Message } from './model.ts'
import type { SeedMedia } from './seed.ts'

const noReference = new Uint8Array(0)

/** The media of a message as clients see it. Files have ids but no bytes behind them. */
export function describeMedia(message: Message): TlObject | undefined {
  const { media } = message
  if (media === undefined) return undefined
  const fileId = BigInt(message.chat.id) * 1_000_000n + BigInt(message.number)
  switch (media.kind) {
    case 'photo':
      return {
        _: 'messageMediaPhoto',
        photo: describePhoto(fileId, message.date, media.width ?? 800, media.height ?? 600),
      }
    case 'contact':
      return {
        _: 'messageMediaContact',
        phone_number: media.phone,
        first_name: media.firstName,
        last_name: media.lastName ?? '',
        vcard: '',
        user_id: 0,
      }
    case 'location':
      return {
        _: 'messageMediaGeo',
        geo: { _: 'geoPoint', long: media.longitude, lat: media.latitude, access_hash: fileId },
      }
    case 'poll':
      return describePoll(fileId, media)
    case 'dice':
      return { _: 'messageMediaDice', value: media.value, emoticon: media.emoji }
    default:
      return {
        _: 'messageMediaDocument',
        ...(media.kind === 'video' ? { video: true } : {}),
        ...(media.kind === 'voice' ? { voice: true } : {}),
        document: describeDocument(fileId, message.date, media),
      }
  }
}

function describePhoto(id: bigint, date: number, width: number, height: number): TlObject {
  return {
    _: 'photo',
    id,
    access_hash: id,
    file_reference: noReference,
    date,
    sizes: [{ _: 'photoSize', type: 'x', w: width, h: height, size: width * height }],
    dc_id: 2,
  }
}

type FileMedia = Extract<SeedMedia, { kind: 'document' | 'video' | 'audio' | 'voice' | 'sticker' }>

function describeDocument(id: bigint, date: number, media: FileMedia): TlObject {
  const { mimeType, size, attributes } = describeFile(media)
  return {
    _: 'document',
    id,
    access_hash: id,
    file_reference: noReference,
    date,
    mime_type: mimeType,
    size,
    dc_id: 2,
    attributes,
  }
}

function describeFile(media: FileMedia): { mimeType: string; size: number; attributes: readonly TlObject[] } {
  switch (media.kind) {
    case 'document':
      return {
        mimeType: media.mimeType ?? 'application/octet-stream',
        size: media.sizeBytes ?? 1024,
        attributes: [{ _: 'documentAttributeFilename', file_name: media.fileName }],
      }
    case 'video':
      return {
        mimeType: 'video/mp4',
        size: media.durationSeconds * 100_000 + 1,
        attributes: [
          {
            _: 'documentAttributeVideo',
            supports_streaming: true,
            duration: media.durationSeconds,
            w: media.width ?? 1280,
            h: media.height ?? 720,
          },
        ],
      }
    case 'audio':
      return {
        mimeType: 'audio/mpeg',
        size: media.durationSeconds * 16_000 + 1,
        attributes: [
          {
            _: 'documentAttributeAudio',
            duration: media.durationSeconds,
            title: media.title ?? '',
            performer: media.performer ?? '',
          },
        ],
      }
    case 'voice':
      return {
        mimeType: 'audio/ogg',
        size: media.durationSeconds * 4_000 + 1,
        attributes: [
          {
            _: 'documentAttributeAudio',
            voice: true,
            duration: media.durationSeconds,
            waveform: new Uint8Array(63),
          },
        ],
      }
    default:
      return {
        mimeType: 'image/webp',
        size: 20_000,
        attributes: [
          { _: 'documentAttributeImageSize', w: 512, h: 512 },
          { _: 'documentAttributeSticker', alt: media.emoji, stickerset: { _: 'inputStickerSetEmpty' } },
          { _: 'documentAttributeFilename', file_name: 'sticker.webp' },
        ],
      }
  }
}

function describePoll(id: bigint, media: Extract<SeedMedia, { kind: 'poll' }>): TlObject {
  const describeText = (text: string): TlObject => ({ _: 'textWithEntities', text, entities: [] })
  return {
    _: 'messageMediaPoll',
    poll: {
      _: 'poll',
      id,
      question: describeText(media.question),
      answers: media.options.map((option, index) => ({
        _: 'pollAnswer',
        text: describeText(option),
        option: Uint8Array.of(index),
      })),
    },
    results: { _: 'pollResults', total_voters: 0 },
  }
}
