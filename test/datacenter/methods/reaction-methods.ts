import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject, TlValue } from '../rpc.ts'
import { Related } from '../world/describe-batch.ts'
import { describePeerReaction, listReactions } from '../world/describe-reactions.ts'
import type { Message } from '../world/model.ts'
import { availableEmoji, describeReactionUpdate, readReactions, setReaction } from '../world/reactions.ts'
import type { World } from '../world/world.ts'
import { describePage } from './history-methods.ts'
import {
  answerWithUpdates,
  asList,
  asNumber,
  asObject,
  asObjects,
  asText,
  findMessage,
  resolveChat,
  resolveMessage,
  runQuietly,
} from './peers.ts'
import { isChannel } from '../world/chat-kind.ts'

const maxPage = 100
/** The list never changes while a data centre runs. */
const availableHash = 1

/** Reactions to messages: setting them, who set which, and what there is to choose from. */
export function createReactionMethods(world: World): MethodTable {
  return {
    'messages.sendReaction': (context, parameters) => {
      const { userId } = context
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const message = resolveMessage(world, chat, userId, asNumber(parameters['msg_id']))
      const emoji = asObjects(parameters['reaction']).map(readEmoji)
      if (emoji.length > 1) throw new RpcError(400, 'REACTIONS_TOO_MANY')
      return answerWithUpdates(world, context, () => setReaction(world, message, userId, emoji[0])).updates
    },
    'messages.getMessagesReactions': ({ userId }, parameters): TlObject => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const messages = asList(parameters['id'])
        .map((id) => findMessage(world, chat, userId, asNumber(id)))
        .filter((message) => message !== undefined && message.service === undefined)
      const related = new Related(world)
      related.addChat(chat)
      for (const message of messages) if (message !== undefined) related.addMessage(message)
      return {
        _: 'updates',
        updates: messages.flatMap((message) =>
          message === undefined ? [] : [describeReactionUpdate(world, message, userId)],
        ),
        ...related.describe(userId),
        date: world.now(),
        seq: 0,
      }
    },
    'messages.getMessageReactionsList': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      if (chat.kind === 'channel') throw new RpcError(403, 'BROADCAST_FORBIDDEN')
      const message = resolveMessage(world, chat, userId, asNumber(parameters['id']))
      return listPage(world, userId, message, parameters)
    },
    'messages.getUnreadReactions': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const messages = [...(chat.views.get(userId)?.unreadReactions ?? [])]
        .map((number) => world.message(chat, number))
        .filter((message) => message !== undefined)
        .sort((a, b) => b.number - a.number)
      return describePage(world, userId, chat, { messages, count: messages.length })
    },
    'messages.readReactions': (context, parameters) => {
      const chat = resolveChat(world, context.userId, asObject(parameters['peer']))
      const view = chat.views.get(context.userId)
      if (view !== undefined) runQuietly(world, context, () => readReactions(world, view))
      const { log } = isChannel(chat) ? chat : world.account(context.userId)
      return { _: 'messages.affectedHistory', pts: log.pts, pts_count: 0, offset: 0 }
    },
    'messages.getAvailableReactions': (_context, parameters): TlObject =>
      asNumber(parameters['hash']) === availableHash
        ? { _: 'messages.availableReactionsNotModified' }
        : {
            _: 'messages.availableReactions',
            hash: availableHash,
            reactions: availableEmoji.map(describeAvailable),
          },
    'messages.setDefaultReaction': () => true,
  }
}

function readEmoji(reaction: TlObject): string {
  if (reaction._ !== 'reactionEmoji') throw new RpcError(400, 'REACTION_INVALID')
  return asText(reaction['emoticon'])
}

function listPage(world: World, userId: number, message: Message, parameters: TlObject): TlObject {
  const wanted =
    parameters['reaction'] === undefined ? undefined : readEmoji(asObject(parameters['reaction']))
  const all = listReactions(message, wanted)
  const from = Number(asText(parameters['offset'])) || 0
  const end = from + Math.min(asNumber(parameters['limit'], maxPage), maxPage)
  const page = all.slice(from, end)
  const related = new Related(world)
  related.addChat(message.chat)
  for (const [reactorId] of page) related.addPerson(reactorId)
  return {
    _: 'messages.messageReactionsList',
    count: all.length,
    reactions: page.map((entry) => describePeerReaction(message, entry, userId)),
    ...related.describe(userId),
    next_offset: end < all.length ? String(end) : undefined,
  }
}

/** TDLib leaves out a reaction unless all of its pictures are stickers; there are no bytes behind them. */
function describeAvailable(emoji: string, index: number): TlObject {
  const describe = (picture: number): TlObject => describeSticker(emoji, BigInt(index * 10 + picture + 1))
  return {
    _: 'availableReaction',
    reaction: emoji,
    title: emoji,
    static_icon: describe(0),
    appear_animation: describe(1),
    select_animation: describe(2),
    activate_animation: describe(3),
    effect_animation: describe(4),
    around_animation: describe(5),
    center_icon: describe(6),
  }
}

const firstStickerId = 7_000_000_000_000n

function describeSticker(emoji: string, place: bigint): TlObject {
  const id = firstStickerId + place
  const isStatic = place % 10n === 1n
  const attributes: readonly TlValue[] = [
    { _: 'documentAttributeImageSize', w: 512, h: 512 },
    { _: 'documentAttributeSticker', alt: emoji, stickerset: { _: 'inputStickerSetEmpty' } },
    { _: 'documentAttributeFilename', file_name: isStatic ? 'sticker.webp' : 'AnimatedSticker.tgs' },
  ]
  return {
    _: 'document',
    id,
    access_hash: id,
    file_reference: new Uint8Array(0),
    date: 1_600_000_000,
    mime_type: isStatic ? 'image/webp' : 'application/x-tgsticker',
    size: 1024,
    dc_id: 2,
    attributes,
  }
}
