import type { TlObject } from '../rpc.ts'
import type { Message } from '../world/model.ts'
import type { World } from '../world/world.ts'
import { asNumber, asObject, asText, resolveUser } from './peers.ts'

/** Which messages a search asks for. */
export function createFilter(
  world: World,
  userId: number,
  parameters: TlObject,
): (message: Message) => boolean {
  const hasWords = createWordFilter(asText(parameters['q']).trim().toLowerCase())
  const from =
    parameters['from_id'] === undefined
      ? undefined
      : resolveUser(world, userId, asObject(parameters['from_id'])).id
  const minDate = asNumber(parameters['min_date'])
  const maxDate = asNumber(parameters['max_date'])
  const isOfKind = createKindFilter(
    userId,
    asObject(parameters['filter'] ?? { _: 'inputMessagesFilterEmpty' })._,
  )
  return (message) =>
    message.service === undefined &&
    isOfKind(message) &&
    hasWords(message) &&
    (from === undefined || message.fromId === from) &&
    (minDate === 0 || message.date >= minDate) &&
    (maxDate === 0 || message.date <= maxDate)
}

function createKindFilter(userId: number, filter: string): (message: Message) => boolean {
  switch (filter) {
    case 'inputMessagesFilterEmpty':
      return () => true
    case 'inputMessagesFilterPinned':
      return (message) => message.isPinned
    case 'inputMessagesFilterMyMentions':
      return (message) => message.mentioned.includes(userId)
    case 'inputMessagesFilterUrl':
      return (message) =>
        message.entities.some(
          (entity) => entity._ === 'messageEntityUrl' || entity._ === 'messageEntityTextUrl',
        )
    case 'inputMessagesFilterPhotos':
      return (message) => message.media?.kind === 'photo'
    case 'inputMessagesFilterVideo':
      return (message) => message.media?.kind === 'video'
    case 'inputMessagesFilterPhotoVideo':
      return (message) => message.media?.kind === 'photo' || message.media?.kind === 'video'
    case 'inputMessagesFilterDocument':
      return (message) => message.media?.kind === 'document'
    case 'inputMessagesFilterVoice':
    case 'inputMessagesFilterRoundVoice':
      return (message) => message.media?.kind === 'voice'
    case 'inputMessagesFilterMusic':
      return (message) => message.media?.kind === 'audio'
    case 'inputMessagesFilterGeo':
      return (message) => message.media?.kind === 'location'
    case 'inputMessagesFilterContacts':
      return (message) => message.media?.kind === 'contact'
    default:
      return () => false
  }
}

/** A hashtag finds messages that have it as a hashtag; words are found anywhere. */
function createWordFilter(query: string): (message: Message) => boolean {
  if (query === '') return () => true
  if (!/^#[\p{L}\p{N}_]+$/u.test(query)) return ({ text }) => text.toLowerCase().includes(query)
  return ({ text, entities }) =>
    entities.some((entity) => {
      if (entity._ !== 'messageEntityHashtag') return false
      const offset = Number(entity['offset'])
      return text.slice(offset, offset + Number(entity['length'])).toLowerCase() === query
    })
}
