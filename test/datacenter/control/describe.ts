import { isChannel } from '../world/chat-kind.ts'
import type { AccountState, Chat, Message, ScheduledMessage } from '../world/model.ts'
import { listReactions } from '../world/describe-reactions.ts'
import { countUnread } from '../world/reading.ts'
import { describeTdlibId } from './names.ts'
import type { World } from '../world/world.ts'

export function describeAccount(account: AccountState): object {
  const { person, code, password } = account
  return {
    id: person.id,
    userId: person.id,
    staff: person.staff,
    firstName: person.firstName,
    lastName: person.lastName,
    username: person.username,
    phone: person.phone,
    code,
    password,
    isOnline: person.isOnline,
  }
}

export function describeState(world: World): object {
  return {
    nowSeconds: world.now(),
    people: [...world.people.values()].map((person) => ({
      id: person.id,
      firstName: person.firstName,
      lastName: person.lastName,
      username: person.username,
      phone: person.phone,
      isBot: person.isBot,
      isOnline: person.isOnline,
      lastSeen: person.lastSeen,
    })),
    chats: [...world.chats.values()].map(describeChat),
  }
}

function describeChat(chat: Chat): object {
  return {
    id: chat.id,
    tdlibId: describeTdlibId(chat),
    kind: chat.kind,
    title: chat.title,
    about: chat.about,
    isHistoryHidden: chat.isHistoryHidden,
    isDeleted: chat.isDeleted,
    members: [...chat.members.values()].map(({ userId, role, isAnonymous }) => ({
      userId,
      role,
      isAnonymous,
    })),
    messageCount: chat.messages.reduce((sum, message) => sum + (message === undefined ? 0 : 1), 0),
    lastNumber: chat.messages.length,
    migratedTo: chat.migratedTo,
    migratedFrom: chat.migratedFrom,
    linkedChat: chat.linkedChatId,
    views: [...chat.accountIds].map((userId) => describeView(chat, userId)),
  }
}

function describeView(chat: Chat, userId: number): object {
  const view = chat.views.get(userId)
  if (view === undefined) return { userId }
  return {
    userId,
    readInbox: view.readInbox,
    readOutbox: view.readOutbox,
    unreadCount: countUnread(view),
    unreadMentions: view.unreadMentions.size,
    unreadReactions: view.unreadReactions.size,
    isMarkedUnread: view.isMarkedUnread,
    isPinned: view.pinOrder !== undefined,
    isArchived: view.folderId === 1,
    mutedUntil: view.mutedUntil,
    draft: view.draft?.text,
  }
}

/** A message that waits for its time, under an id of its own. */
export function describeScheduled({ id, message }: ScheduledMessage): object {
  const { chat, fromId, date, text } = message
  return { id, chatId: chat.id, fromId, date, text }
}

/** `ids` are the message's ids in the boxes of accounts; in supergroups and channels the number is the id. */
export function describeMessage(world: World, message: Message): object {
  const { chat } = message
  return {
    number: message.number,
    chatId: chat.id,
    fromId: message.fromId,
    senderChatId: message.senderChatId,
    date: message.date,
    text: message.text,
    entities: message.entities.length > 0 ? message.entities : undefined,
    replyTo: message.reply?.number,
    quote: message.reply?.quote,
    forward: message.forward,
    media: message.media,
    service: message.service,
    editDate: message.editDate,
    isPinned: message.isPinned,
    isSilent: message.isSilent,
    isFromScheduled: message.isFromScheduled,
    viaBot: message.viaBotId,
    reactions: listReactions(message).map(([userId, { emoji, date }]) => ({ userId, emoji, date })),
    ids: isChannel(chat)
      ? undefined
      : Object.fromEntries([...chat.accountIds].map((userId) => [userId, world.messageId(message, userId)])),
  }
}
