import { RpcError } from '../rpc.ts'
import type { TlObject } from '../rpc.ts'
import type { SeedMedia } from '../world/seed.ts'
import { asNumber, asObject, asObjects, asText } from './peers.ts'

/** Media that needs no file behind it. */
export function acceptMedia(input: TlObject): SeedMedia {
  switch (input._) {
    case 'inputMediaContact':
      return {
        kind: 'contact',
        phone: asText(input['phone_number']),
        firstName: asText(input['first_name']),
        lastName: asText(input['last_name']),
      }
    case 'inputMediaGeoPoint': {
      const point = asObject(input['geo_point'])
      return { kind: 'location', latitude: asNumber(point['lat']), longitude: asNumber(point['long']) }
    }
    case 'inputMediaPoll': {
      const poll = asObject(input['poll'])
      return {
        kind: 'poll',
        question: asText(asObject(poll['question'])['text']),
        options: asObjects(poll['answers']).map((answer) => asText(asObject(answer['text'])['text'])),
      }
    }
    case 'inputMediaDice':
      return { kind: 'dice', emoji: asText(input['emoticon']), value: 4 }
    default:
      throw new RpcError(400, 'MEDIA_INVALID')
  }
}
