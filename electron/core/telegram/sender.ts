import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import { asChatId, asUserId } from './ids.ts'

/** The sender of a message: a person or a bot, or a chat in whose name somebody writes. */
export type MessageSender =
  | { readonly kind: 'user'; readonly id: UserId }
  | { readonly kind: 'chat'; readonly id: ChatId }

export function readSender(sender: Td.MessageSender): MessageSender {
  return sender._ === 'messageSenderUser'
    ? { kind: 'user', id: asUserId(sender.user_id) }
    : { kind: 'chat', id: asChatId(sender.chat_id) }
}

export const userSender = (userId: number): MessageSender => ({ kind: 'user', id: asUserId(userId) })

/** A key that is the same for the same sender. */
export const keyOfSender = ({ id, kind }: MessageSender): string => `${kind}:${id}`
