import { RpcError } from '../rpc.ts'
import type { TlObject } from '../rpc.ts'
import { addMessage } from './add-message.ts'
import { isAdministrator } from './chat-kind.ts'
import { detectEntities } from './entities.ts'
import type { Chat, Message, MessageForward, MessageReply } from './model.ts'
import type { SeedMedia } from './seed.ts'
import type { World } from './world.ts'

export const maxTextLength = 4096

export interface Outgoing {
  readonly chat: Chat
  readonly fromId: number
  readonly text: string
  readonly entities: readonly TlObject[]
  readonly reply?: MessageReply | undefined
  readonly forward?: MessageForward | undefined
  readonly media?: SeedMedia | undefined
  readonly isSilent?: boolean
  readonly date?: number | undefined
  readonly randomId?: bigint | undefined
  /** The chat in whose name it is written. */
  readonly senderChatId?: number | undefined
  readonly isFromScheduled?: boolean
  readonly viaBotId?: number | undefined
  /** It is there whether its author may write here or not. */
  readonly isForced?: boolean
}

/** Sends as somebody, under the rules of the service; throws `RpcError` when it would be refused there. */
export function sendMessage(world: World, input: Outgoing): Message {
  const { chat, fromId, media } = input
  checkText(input.text, media !== undefined)
  if (input.isForced !== true) checkMayWrite(world, chat, fromId)
  const message = addMessage(world, chat, {
    fromId,
    date: input.date ?? world.now(),
    text: input.text,
    entities: detectEntities(input.text, input.entities),
    reply: input.reply,
    forward: input.forward,
    media,
    isSilent: input.isSilent === true,
    randomId: input.randomId,
    senderChatId: input.senderChatId,
    isFromScheduled: input.isFromScheduled === true,
    viaBotId: input.viaBotId,
  })
  const view = chat.views.get(fromId)
  if (view !== undefined && chat.slowModeSeconds > 0) view.slowModeUntil = world.now() + chat.slowModeSeconds
  return message
}

export function checkText(text: string, hasMedia: boolean): void {
  if (text.trim() === '' && !hasMedia) throw new RpcError(400, 'MESSAGE_EMPTY')
  // Code units bound code points from above: the exact count is taken only when it matters.
  if (text.length > maxTextLength && countCodePoints(text) > maxTextLength)
    throw new RpcError(400, 'MESSAGE_TOO_LONG')
}

function countCodePoints(text: string): number {
  let count = 0
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) count += 1
  return count
}

/** Throws when this user may not write in this chat now. */
export function checkMayWrite(world: World, chat: Chat, userId: number): void {
  const member = chat.members.get(userId)
  if (member === undefined) {
    if (chat.kind === 'basicGroup') throw new RpcError(400, 'CHAT_ID_INVALID')
    if (chat.username === undefined) throw new RpcError(400, 'CHANNEL_PRIVATE')
    throw new RpcError(403, 'CHAT_WRITE_FORBIDDEN')
  }
  if (chat.migratedTo !== undefined) throw new RpcError(400, 'PEER_ID_INVALID')
  if (chat.kind === 'private' || isAdministrator(member)) return
  if (chat.kind === 'channel' || chat.isReadOnly || member.role === 'restricted') {
    throw new RpcError(403, 'CHAT_WRITE_FORBIDDEN')
  }
  const wait = (chat.views.get(userId)?.slowModeUntil ?? 0) - world.now()
  if (chat.slowModeSeconds > 0 && wait > 0) throw new RpcError(420, `SLOWMODE_WAIT_${wait}`)
}

/** Throws unless this user may write here in the name of that chat: the group itself, or a channel of one's own. */
export function checkSenderChat(world: World, chat: Chat, userId: number, senderChatId: number): void {
  const isAllowed =
    chat.kind === 'supergroup' &&
    (senderChatId === chat.id
      ? isAdministrator(chat.members.get(userId))
      : listOwnChannels(world, userId).some(({ id }) => id === senderChatId))
  if (!isAllowed) throw new RpcError(400, 'SEND_AS_PEER_INVALID')
}

/** Channels in whose name this user may write in groups. */
export function listOwnChannels(world: World, userId: number): readonly Chat[] {
  return [...world.chats.values()].filter(
    (chat) => chat.kind === 'channel' && chat.members.get(userId)?.role === 'creator',
  )
}

/** Resolves a reply to a message of the chat; undefined when that message is gone. */
export function createReply(
  world: World,
  chat: Chat,
  number: number | undefined,
  quote?: { readonly text: string; readonly entities?: readonly TlObject[]; readonly offset?: number },
): MessageReply | undefined {
  if (number === undefined || number === 0) return undefined
  const target = world.message(chat, number)
  if (target === undefined) return undefined
  if (quote === undefined)
    return { number, quote: undefined, quoteEntities: undefined, quoteOffset: undefined }
  const offset = target.text.indexOf(quote.text, Math.max(0, (quote.offset ?? 0) - 16))
  if (offset < 0) throw new RpcError(400, 'QUOTE_TEXT_INVALID')
  return { number, quote: quote.text, quoteEntities: quote.entities, quoteOffset: offset }
}
