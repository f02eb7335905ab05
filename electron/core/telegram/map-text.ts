import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type * as Td from 'tdlib-types'
import { asUserId } from './ids.ts'

const plainKinds = {
  textEntityTypeBold: 'bold',
  textEntityTypeItalic: 'italic',
  textEntityTypeUnderline: 'underline',
  textEntityTypeStrikethrough: 'strikethrough',
  textEntityTypeSpoiler: 'spoiler',
  textEntityTypeCode: 'code',
  textEntityTypeBlockQuote: 'blockquote',
  textEntityTypeExpandableBlockQuote: 'expandable_blockquote',
  textEntityTypeMention: 'mention',
  textEntityTypeHashtag: 'hashtag',
  textEntityTypeCashtag: 'cashtag',
  textEntityTypeBotCommand: 'bot_command',
  textEntityTypeUrl: 'url',
  textEntityTypeEmailAddress: 'email',
  textEntityTypePhoneNumber: 'phone',
  textEntityTypeBankCardNumber: 'bank_card',
} as const

type PlainKind = (typeof plainKinds)[keyof typeof plainKinds]

/**
 * Maps TDLib's formatted text to the contract's. Entities without a style of their own (custom emoji, timestamps)
 * stay plain.
 */
export function mapText(text: Td.formattedText): FormattedText {
  const entities: TextEntity[] = []
  for (const { offset, length, type } of text.entities) {
    switch (type._) {
      case 'textEntityTypePre':
        entities.push({ kind: 'pre', offset, length })
        break
      case 'textEntityTypePreCode':
        entities.push({ kind: 'pre', language: type.language, offset, length })
        break
      case 'textEntityTypeTextUrl':
        entities.push({ kind: 'text_url', url: type.url, offset, length })
        break
      case 'textEntityTypeMentionName':
        entities.push({ kind: 'mention_name', userId: asUserId(type.user_id), offset, length })
        break
      case 'textEntityTypeCustomEmoji':
      case 'textEntityTypeMediaTimestamp':
      case 'textEntityTypeDateTime':
        break
      default:
        entities.push({ kind: plainKinds[type._], offset, length })
    }
  }
  return { text: text.text, entities }
}

const plainTypes = Object.fromEntries(
  Object.entries(plainKinds).map(([type, kind]) => [kind, type]),
) as Record<PlainKind, keyof typeof plainKinds>

/** Maps the contract's text to TDLib's input. */
export function unmapText(text: FormattedText): Td.formattedText$Input {
  return {
    _: 'formattedText',
    text: text.text,
    entities: text.entities.map((entity) => ({
      _: 'textEntity',
      offset: entity.offset,
      length: entity.length,
      type: unmapEntityType(entity),
    })),
  }
}

function unmapEntityType(entity: TextEntity): Td.TextEntityType$Input {
  switch (entity.kind) {
    case 'pre':
      return entity.language === undefined || entity.language === ''
        ? { _: 'textEntityTypePre' }
        : { _: 'textEntityTypePreCode', language: entity.language }
    case 'text_url':
      return { _: 'textEntityTypeTextUrl', url: entity.url }
    case 'mention_name':
      return { _: 'textEntityTypeMentionName', user_id: entity.userId }
    default:
      return { _: plainTypes[entity.kind] }
  }
}
