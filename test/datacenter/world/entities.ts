import type { TlObject, TlValue } from '../rpc.ts'
import type { SeedEntity, SeedEntityKind } from './seed.ts'

const plainKinds: Readonly<Partial<Record<SeedEntityKind, string>>> = {
  bold: 'messageEntityBold',
  italic: 'messageEntityItalic',
  underline: 'messageEntityUnderline',
  strike: 'messageEntityStrike',
  spoiler: 'messageEntitySpoiler',
  code: 'messageEntityCode',
  url: 'messageEntityUrl',
  email: 'messageEntityEmail',
  phone: 'messageEntityPhone',
  mention: 'messageEntityMention',
  hashtag: 'messageEntityHashtag',
  cashtag: 'messageEntityCashtag',
  botCommand: 'messageEntityBotCommand',
  bankCard: 'messageEntityBankCard',
}

export const entityKinds: readonly SeedEntityKind[] = [
  ...(Object.keys(plainKinds) as SeedEntityKind[]),
  'pre',
  'blockquote',
  'expandableBlockquote',
  'textUrl',
  'mentionName',
  'customEmoji',
]

/** A seed's entity as it is on the wire. */
export function toTlEntity(entity: SeedEntity): TlObject {
  const { offset, length } = entity
  switch (entity.kind) {
    case 'pre':
      return { _: 'messageEntityPre', offset, length, language: entity.language ?? '' }
    case 'blockquote':
      return { _: 'messageEntityBlockquote', offset, length }
    case 'expandableBlockquote':
      return { _: 'messageEntityBlockquote', collapsed: true, offset, length }
    case 'textUrl':
      return { _: 'messageEntityTextUrl', offset, length, url: entity.url ?? '' }
    case 'mentionName':
      return { _: 'messageEntityMentionName', offset, length, user_id: entity.userId ?? 0 }
    case 'customEmoji':
      return { _: 'messageEntityCustomEmoji', offset, length, document_id: BigInt(entity.documentId ?? '0') }
    default:
      return { _: plainKinds[entity.kind] ?? 'messageEntityUnknown', offset, length }
  }
}

/** The blocks of code in a text. */
export function listCode(
  entities: readonly TlObject[],
): readonly { readonly offset: number; readonly length: number; readonly language: string }[] {
  return entities
    .filter(({ _ }) => _ === 'messageEntityPre')
    .map(({ offset, length, language }) => ({
      offset: Number(offset),
      length: Number(length),
      language: typeof language === 'string' ? language : '',
    }))
}

/** What a client sent, checked against the text; entities that do not fit are dropped, as Telegram does. */
export function acceptEntities(text: string, entities: TlValue, selfId: number): readonly TlObject[] {
  if (!Array.isArray(entities)) return []
  const accepted: TlObject[] = []
  for (const entity of entities as readonly TlObject[]) {
    const offset = Number(entity['offset'])
    const length = Number(entity['length'])
    if (offset < 0 || length <= 0 || offset + length > text.length) continue
    if (entity._ === 'inputMessageEntityMentionName') {
      const user = entity['user_id'] as TlObject
      const userId = user._ === 'inputUserSelf' ? selfId : Number(user['user_id'] ?? 0)
      accepted.push({ _: 'messageEntityMentionName', offset, length, user_id: userId })
    } else {
      accepted.push(entity)
    }
  }
  return accepted
}

interface Detector {
  readonly hint: RegExp
  readonly pattern: RegExp
  readonly type: string
}

const detectors: readonly Detector[] = [
  { hint: /@/u, pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, type: 'messageEntityEmail' },
  {
    hint: /:\/\//u,
    pattern: /\b(?:https?|ftp|tg):\/\/[^\s<>"'«»]*[^\s<>"'«».,!?:;)]/giu,
    type: 'messageEntityUrl',
  },
  {
    hint: /\.\w/u,
    pattern:
      /\b(?:[a-z0-9-]+\.)+(?:com|org|net|ru|io|dev|info|su|me|example)\b(?:\/[^\s<>"'«»]*[^\s<>"'«».,!?:;)])?/giu,
    type: 'messageEntityUrl',
  },
  { hint: /@/u, pattern: /(?<![\w@/])@[a-z]\w{3,31}\b/giu, type: 'messageEntityMention' },
  {
    hint: /#/u,
    pattern: /(?<![\p{L}\p{N}_#])#(?=\p{N}*[\p{L}_])[\p{L}\p{N}_]{1,256}/gu,
    type: 'messageEntityHashtag',
  },
  {
    hint: /\//u,
    pattern: /(?<![^\s])\/[a-z]\w{0,63}(?:@\w{4,32})?(?=$|[\s.,!?])/giu,
    type: 'messageEntityBotCommand',
  },
]

/** Adds what the server finds itself: links, addresses, mentions, hashtags, commands; nothing inside what is there already. */
export function detectEntities(text: string, given: readonly TlObject[]): readonly TlObject[] {
  if (!/[@#/.]/u.test(text)) return given
  const found: TlObject[] = [...given]
  const taken = given
    .filter((entity) => /Code|Pre|Url|Mention|Email|Custom/u.test(entity._))
    .map((entity) => ({
      from: Number(entity['offset']),
      to: Number(entity['offset']) + Number(entity['length']),
    }))
  for (const { hint, pattern, type } of detectors) {
    if (!hint.test(text)) continue
    for (const match of text.matchAll(pattern)) {
      const from = match.index
      const to = from + match[0].length
      if (taken.some((range) => from < range.to && range.from < to)) continue
      taken.push({ from, to })
      found.push({ _: type, offset: from, length: to - from })
    }
  }
  return found.sort(
    (a, b) => Number(a['offset']) - Number(b['offset']) || Number(b['length']) - Number(a['length']),
  )
}

export interface Mentioned {
  readonly usernames: readonly string[]
  readonly userIds: readonly number[]
}

/** Whom a text calls by name or username (lower case, without the at sign). */
export function listMentions(text: string, entities: readonly TlObject[]): Mentioned {
  const usernames: string[] = []
  const userIds: number[] = []
  for (const entity of entities) {
    if (entity._ === 'messageEntityMentionName') userIds.push(Number(entity['user_id']))
    if (entity._ !== 'messageEntityMention') continue
    const offset = Number(entity['offset'])
    usernames.push(text.slice(offset + 1, offset + Number(entity['length'])).toLowerCase())
  }
  return { usernames, userIds }
}
