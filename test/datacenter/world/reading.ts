import { isChannel } from './chat-kind.ts'
import { describePeer } from './describe-message.ts'
import type { Chat, View } from './model.ts'
import type { World } from './world.ts'

/** Unread incoming messages of a view; see [Note: unread count] in `model.ts`. */
export function countUnread(view: View): number {
  const { messages } = view.chat
  for (
    let number = Math.max(view.unreadCountedTo, view.readInbox) + 1;
    number <= messages.length;
    number += 1
  ) {
    const message = messages[number - 1]
    if (message === undefined || message.fromId === view.userId) continue
    if (view.boxIds !== undefined && view.boxIds[number] === undefined) continue
    view.unreadCounted += 1
  }
  view.unreadCountedTo = messages.length
  return view.unreadCounted
}

/** Makes the next question count anew: something among the unread messages has changed. */
export function resetUnread(view: View): void {
  view.unreadCounted = 0
  view.unreadCountedTo = view.readInbox
}

/** The id, in this account's own counting, of the last message not newer than `number`; 0 when there is none. */
export function findIdUpTo(view: View, number: number): number {
  if (view.boxIds === undefined) return number
  for (let at = Math.min(number, view.boxIds.length - 1); at > 0; at -= 1) {
    const id = view.boxIds[at]
    if (id !== undefined) return id
  }
  return 0
}

/** Marks a chat read up to a number, tells the reader's own sessions and the authors. Returns whether anything changed. */
export function readUpTo(world: World, chat: Chat, userId: number, upToNumber: number): boolean {
  const view = chat.views.get(userId)
  const number = Math.min(upToNumber, chat.messages.length)
  if (view === undefined || number <= view.readInbox) return false
  const from = view.readInbox
  view.readInbox = number
  resetUnread(view)
  for (const mention of view.unreadMentions) if (mention <= number) view.unreadMentions.delete(mention)
  if (world.accounts.has(userId)) publishInbox(world, view)
  for (const otherId of chat.accountIds) {
    const other = chat.views.get(otherId)
    if (otherId !== userId && other !== undefined)
      readOutboxUpTo(world, other, Math.max(from, other.readOutbox), number)
  }
  return true
}

function publishInbox(world: World, view: View): void {
  const { chat, userId } = view
  const account = world.account(userId)
  if (isChannel(chat)) {
    const describe = () => ({
      _: 'updateReadChannelInbox',
      folder_id: view.folderId === 1 ? 1 : undefined,
      channel_id: chat.id,
      max_id: view.readInbox,
      still_unread_count: countUnread(view),
      pts: chat.log.pts,
    })
    recordChange(world, userId, `readInbox:${chat.id}`, describe, chat)
    return
  }
  const number = view.readInbox
  const pts = account.log.append({ kind: 'readInbox', chat, number })
  world.publisher.publish(
    userId,
    () => ({
      _: 'updateReadHistoryInbox',
      folder_id: view.folderId === 1 ? 1 : undefined,
      peer: describePeer(chat, userId),
      max_id: findIdUpTo(view, number),
      still_unread_count: countUnread(view),
      pts,
      pts_count: 1,
    }),
    [],
    chat,
  )
}

/** An author learns how far others have read, when a message of the author's lies in the stretch that was read now. */
function readOutboxUpTo(world: World, view: View, from: number, number: number): void {
  const { chat, userId } = view
  let last = 0
  for (let at = number; at > from && last === 0; at -= 1)
    if (chat.messages[at - 1]?.fromId === userId) last = at
  if (last === 0) return
  view.readOutbox = last
  if (isChannel(chat)) {
    if (chat.kind === 'channel') return
    const describe = () => ({ _: 'updateReadChannelOutbox', channel_id: chat.id, max_id: view.readOutbox })
    recordChange(world, userId, `readOutbox:${chat.id}`, describe, chat)
    return
  }
  const pts = world.account(userId).log.append({ kind: 'readOutbox', chat, number: last })
  const maxId = findIdUpTo(view, last)
  world.publisher.publish(
    userId,
    () => ({
      _: 'updateReadHistoryOutbox',
      peer: describePeer(chat, userId),
      max_id: maxId,
      pts,
      pts_count: 1,
    }),
    [],
    chat,
  )
}

/** Sets or takes back the mark by which a chat is shown as unread; the account's other sessions are told. */
export function markUnread(world: World, view: View, isUnread: boolean): void {
  const { chat, userId } = view
  view.isMarkedUnread = isUnread
  recordChange(
    world,
    userId,
    `unreadMark:${chat.id}`,
    () => ({
      _: 'updateDialogUnreadMark',
      unread: view.isMarkedUnread,
      peer: { _: 'dialogPeer', peer: describePeer(chat, userId) },
    }),
    chat,
  )
}

/** Publishes an update that has no pts and remembers it for sessions that are away; a later one of the same key replaces it. */
export function recordChange(
  world: World,
  userId: number,
  key: string,
  update: () => ReturnType<typeof describePeer>,
  chat?: Chat,
): void {
  world.account(userId).changes.set(key, { at: world.now(), update, chat })
  world.publisher.publish(userId, update, [], chat)
}
