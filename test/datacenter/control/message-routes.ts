import { deleteForAll, pinMessage } from '../world/change-message.ts'
import { forwardMessage } from '../world/forward-message.ts'
import { setReaction } from '../world/reactions.ts'
import { checkSenderChat } from '../world/send-message.ts'
import type { World } from '../world/world.ts'
import { entityKinds } from '../world/entities.ts'
import type { Chat, Message, Person } from '../world/model.ts'
import type { SeedEntity, SeedMedia } from '../world/seed.ts'
import { BulkLoad, listWriters } from './bulk-load.ts'
import { ControlError } from './control-error.ts'
import { describeMessage } from './describe.ts'
import { findChat, findDestination, findPerson, findTarget } from './names.ts'
import type { RequestBody } from './request-body.ts'
import type { ControlParts, Route } from './route.ts'

const defaultPage = 100
const maxBulk = 1_000_000

/** Messages: what is there, one more, many more, changed, gone. */
export function createMessageRoutes(parts: ControlParts): readonly Route[] {
  const { world, actions, clock } = parts
  let bulk: BulkLoad | undefined
  const findMessage = (chatValue: unknown, number: number): Message => {
    const chat = findChat(world, chatValue)
    const message = world.message(chat, number)
    if (message !== undefined) return message
    const path = `GET /chats/${chat.id}/messages`
    throw new ControlError(
      404,
      'no_such_message',
      `chat ${chat.id} has no message ${number}; ${path} lists them`,
    )
  }
  return [
    {
      method: 'GET',
      path: '/chats/:chat/messages',
      run: ({ params, query }) => {
        const chat = findChat(world, params['chat'])
        const limit = Number(query.get('limit') ?? defaultPage)
        const after = Number(query.get('after') ?? 0)
        const messages = chat.messages.filter(
          (message) => message !== undefined && message.number > after,
        ) as readonly Message[]
        return {
          messages: (after > 0 ? messages.slice(0, limit) : messages.slice(-limit)).map((one) =>
            describeMessage(world, one),
          ),
        }
      },
    },
    {
      method: 'POST',
      path: '/messages',
      run: ({ body }) => {
        const from = findPerson(world, body.raw('from'))
        const chat = findTarget(world, body, from)
        const sent = actions.sendMessage({
          chatId: chat.id,
          fromId: from.id,
          text: body.optionalText('text') ?? '',
          entities: readEntities(body),
          replyTo: readReply(body),
          media: readMedia(body),
          date: body.optionalNumber('date'),
          isSilent: body.flag('isSilent', false),
          senderChatId: readSender(world, body, chat, from),
          viaBotId: body.has('viaBot') ? findPerson(world, body.raw('viaBot')).id : undefined,
          isForced: body.flag('isForced', false),
        })
        return describeMessage(world, findMessage(chat.id, sent.number))
      },
    },
    {
      method: 'POST',
      path: '/forward',
      run: ({ body }) => {
        const from = findPerson(world, body.raw('from'))
        const to = findDestination(world, body.raw('to'), from)
        const sources = body.numbers('messages').map((number) => findMessage(body.raw('chat'), number))
        const forwarding = {
          to,
          fromId: from.id,
          isAuthorDropped: body.flag('isAuthorDropped', false),
          isSilent: body.flag('isSilent', false),
        }
        return {
          messages: sources.map((source) =>
            describeMessage(world, forwardMessage(world, source, forwarding)),
          ),
        }
      },
    },
    {
      method: 'POST',
      path: '/react',
      run: ({ body }) => {
        const person = findPerson(world, body.raw('user'))
        const message = findMessage(findTarget(world, body, person).id, body.number('message'))
        setReaction(world, message, person.id, body.optionalText('emoji'))
        return describeMessage(world, message)
      },
    },
    {
      method: 'POST',
      path: '/messages/bulk',
      run: async ({ body }) => {
        if (bulk?.report().state === 'running') {
          throw new ControlError(409, 'wrong_state', 'a bulk load is running: wait, or DELETE /messages/bulk')
        }
        const count = body.number('count')
        if (!Number.isInteger(count) || count < 1 || count > maxBulk) {
          throw new ControlError(400, 'bad_request', `"count" has to be a whole number from 1 to ${maxBulk}`)
        }
        const named = body.has('chats')
          ? body.list('chats').map((value) => findChat(world, value))
          : undefined
        const groups = [...world.chats.values()].filter(
          (chat) => chat.kind !== 'private' && chat.kind !== 'channel' && chat.slowModeSeconds === 0,
        )
        const chats = (named ?? groups).filter(
          (chat) => chat.migratedTo === undefined && listWriters(chat).length > 0,
        )
        if (chats.length === 0) throw new ControlError(400, 'bad_request', 'there is no group to write in')
        const perSecond = body.optionalNumber('perSecond')
        bulk = new BulkLoad(actions, clock, {
          chats,
          count,
          perSecond,
          text: body.optionalText('text') ?? 'Load message',
        })
        return body.flag('wait', true) ? await bulk.done : bulk.report()
      },
    },
    {
      method: 'GET',
      path: '/messages/bulk',
      run: () => bulk?.report() ?? { state: 'none' },
    },
    {
      method: 'DELETE',
      path: '/messages/bulk',
      run: () => {
        bulk?.stop()
        return bulk?.report() ?? { state: 'none' }
      },
    },
    {
      method: 'PATCH',
      path: '/chats/:chat/messages/:number',
      run: ({ params, body }) => {
        const message = findMessage(params['chat'], Number(params['number']))
        if (body.has('text'))
          actions.editMessage(
            message.chat.id,
            message.number,
            body.text('text'),
            readEntities(body),
            body.optionalNumber('date'),
          )
        if (body.has('isPinned'))
          pinMessage(world, message, message.fromId, body.flag('isPinned', true), false)
        return describeMessage(world, message)
      },
    },
    {
      method: 'DELETE',
      path: '/chats/:chat/messages/:number',
      run: ({ params }) => {
        const message = findMessage(params['chat'], Number(params['number']))
        deleteForAll(world, message.chat, [message.number])
        return { deleted: 1 }
      },
    },
    {
      method: 'DELETE',
      path: '/messages',
      run: ({ body }) => {
        const chat = findChat(world, body.raw('chat'))
        const numbers = body.numbers('numbers').filter((number) => world.message(chat, number) !== undefined)
        deleteForAll(world, chat, numbers)
        return { deleted: numbers.length }
      },
    },
  ]
}

/** `as` of a request: `group`, or a channel that belongs to the author. */
function readSender(world: World, body: RequestBody, chat: Chat, from: Person): number | undefined {
  if (!body.has('as')) return undefined
  const senderId = body.raw('as') === 'group' ? chat.id : findChat(world, body.raw('as')).id
  checkSenderChat(world, chat, from.id, senderId)
  return senderId
}

function readReply(body: RequestBody): { message: number; quote: string | undefined } | undefined {
  if (!body.has('replyTo')) return undefined
  if (typeof body.raw('replyTo') === 'number') return { message: body.number('replyTo'), quote: undefined }
  const reply = body.optionalObject('replyTo')
  return reply === undefined
    ? undefined
    : { message: reply.number('message'), quote: reply.optionalText('quote') }
}

function readEntities(body: RequestBody): readonly SeedEntity[] | undefined {
  if (!body.has('entities')) return undefined
  return body.list('entities').map((value) => {
    const entity = value as Partial<SeedEntity> | null
    const isKnown = entityKinds.some((kind) => kind === entity?.kind)
    if (!isKnown || typeof entity?.offset !== 'number' || typeof entity.length !== 'number') {
      const kinds = entityKinds.join(', ')
      throw new ControlError(
        400,
        'bad_request',
        `an entity is {kind, offset, length, …} with a kind of ${kinds}`,
      )
    }
    return entity as SeedEntity
  })
}

const mediaKinds = [
  'photo',
  'document',
  'video',
  'audio',
  'voice',
  'sticker',
  'contact',
  'location',
  'poll',
  'dice',
]

function readMedia(body: RequestBody): SeedMedia | undefined {
  const media = body.optionalObject('media')
  if (media === undefined) return undefined
  if (!mediaKinds.includes(media.text('kind'))) {
    throw new ControlError(400, 'bad_request', `"media.kind" has to be one of ${mediaKinds.join(', ')}`)
  }
  return body.raw('media') as SeedMedia
}
