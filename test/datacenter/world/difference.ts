import type { TlObject } from '../rpc.ts'
import { isChannel } from './chat-kind.ts'
import { Related } from './describe-batch.ts'
import { describeMessage, describePeer } from './describe-message.ts'
import { describeDialog, findDialog } from './dialogs.ts'
import type { AccountState, BoxEvent, ChannelEvent, Chat, Message } from './model.ts'
import { countUnread, findIdUpTo } from './reading.ts'
import type { World } from './world.ts'

const maxBoxEvents = 500
const maxChannelEvents = 100

export function describeState(world: World, account: AccountState, pts = account.log.pts): TlObject {
  return { _: 'updates.state', pts, qts: 0, date: world.now(), seq: 0, unread_count: 0 }
}

interface Collected {
  readonly messages: Map<Message, TlObject>
  readonly updates: TlObject[]
  readonly related: Related
}

/** What an account missed after `pts` and `date`: its box, and which channels it has to ask for. */
export function describeDifference(world: World, account: AccountState, pts: number, date: number): TlObject {
  const userId = account.person.id
  const slice = account.log.since(pts, maxBoxEvents)
  if (slice.kind === 'tooLong') return { _: 'updates.differenceTooLong', pts: slice.pts }
  const collected: Collected = { messages: new Map(), updates: [], related: new Related(world) }
  for (const event of slice.events) collectBoxEvent(world, userId, event, collected)
  if (slice.isFinal) collectChanges(account, date, collected)
  const { messages, updates, related } = collected
  if (messages.size === 0 && updates.length === 0 && slice.pts === pts) {
    return { _: 'updates.differenceEmpty', date: world.now(), seq: 0 }
  }
  const common = {
    new_messages: [...messages.values()],
    new_encrypted_messages: [],
    other_updates: updates,
    ...related.describe(userId),
  }
  const state = describeState(world, account, slice.pts)
  return slice.isFinal
    ? { _: 'updates.difference', ...common, state }
    : { _: 'updates.differenceSlice', ...common, intermediate_state: state }
}

/** Channels that moved, and everything without a pts of its own that changed since `date`. */
function collectChanges(account: AccountState, date: number, { updates, related }: Collected): void {
  const userId = account.person.id
  for (const { chat } of account.views.values()) {
    if (!isChannel(chat) || chat.changedAt < date || !chat.members.has(userId)) continue
    updates.push({ _: 'updateChannelTooLong', channel_id: chat.id, pts: chat.log.pts })
    related.addChat(chat)
  }
  for (const change of account.changes.values()) {
    if (change.at < date) continue
    updates.push(change.update())
    if (change.chat !== undefined) related.addChat(change.chat)
  }
}

function collectBoxEvent(world: World, userId: number, event: BoxEvent, collected: Collected): void {
  const { messages, updates, related } = collected
  const none = { pts: 0, pts_count: 0 }
  switch (event.kind) {
    case 'new': {
      const { message } = event
      if (world.messageId(message, userId) === undefined) return
      collectSentId(world, userId, message, updates)
      messages.set(message, describeMessage(world, userId, message))
      related.addMessage(message)
      return
    }
    case 'edit':
      if (messages.has(event.message) || world.messageId(event.message, userId) === undefined) return
      updates.push({
        _: 'updateEditMessage',
        message: describeMessage(world, userId, event.message),
        ...none,
      })
      related.addMessage(event.message)
      return
    case 'delete':
      updates.push({ _: 'updateDeleteMessages', messages: event.ids, ...none })
      return
    case 'readContents':
      updates.push({ _: 'updateReadMessagesContents', messages: event.ids, ...none })
      return
    case 'pin':
      updates.push({
        _: 'updatePinnedMessages',
        pinned: event.isPinned,
        peer: describePeer(event.chat, userId),
        messages: [event.id],
        ...none,
      })
      related.addChat(event.chat)
      return
    case 'folder':
      updates.push({
        _: 'updateFolderPeers',
        folder_peers: [
          { _: 'folderPeer', peer: describePeer(event.chat, userId), folder_id: event.folderId },
        ],
        ...none,
      })
      related.addChat(event.chat)
      return
    case 'readInbox':
    case 'readOutbox':
      collectRead(userId, event, updates)
      related.addChat(event.chat)
  }
}

function collectRead(
  userId: number,
  event: Extract<BoxEvent, { kind: 'readInbox' | 'readOutbox' }>,
  updates: TlObject[],
): void {
  const view = event.chat.views.get(userId)
  if (view === undefined) return
  const common = {
    peer: describePeer(event.chat, userId),
    max_id: findIdUpTo(view, event.number),
    pts: 0,
    pts_count: 0,
  }
  updates.push(
    event.kind === 'readInbox'
      ? { _: 'updateReadHistoryInbox', ...common, still_unread_count: countUnread(view) }
      : { _: 'updateReadHistoryOutbox', ...common },
  )
}

/** A client that sent and lost the answer recognises its own message by the random id. */
function collectSentId(world: World, userId: number, message: Message, updates: TlObject[]): void {
  if (message.randomId === undefined || message.fromId !== userId) return
  updates.push({ _: 'updateMessageID', id: world.messageId(message, userId), random_id: message.randomId })
}

/** What a member missed of a channel after `pts`; too old a pts is answered with the dialog as it is now. */
export function describeChannelDifference(
  world: World,
  userId: number,
  chat: Chat,
  pts: number,
  limit: number,
): TlObject {
  const slice = chat.log.since(pts, Math.max(1, Math.min(limit, maxChannelEvents)))
  const related = new Related(world)
  if (slice.kind === 'tooLong') return describeChannelTooLong(world, userId, chat, related)
  if (slice.events.length === 0)
    return { _: 'updates.channelDifferenceEmpty', final: true, pts: slice.pts, timeout: 30 }
  const messages = new Map<number, TlObject>()
  const updates: TlObject[] = []
  for (const event of slice.events)
    collectChannelEvent(world, userId, chat, event, { messages, updates, related })
  related.addChat(chat)
  return {
    _: 'updates.channelDifference',
    final: slice.isFinal,
    pts: slice.pts,
    timeout: 30,
    new_messages: [...messages.values()],
    other_updates: updates,
    ...related.describe(userId),
  }
}

function collectChannelEvent(
  world: World,
  userId: number,
  chat: Chat,
  event: ChannelEvent,
  { messages, updates, related }: { messages: Map<number, TlObject>; updates: TlObject[]; related: Related },
): void {
  const none = { pts: 0, pts_count: 0 }
  if (event.kind === 'delete') {
    updates.push({ _: 'updateDeleteChannelMessages', channel_id: chat.id, messages: event.numbers, ...none })
    return
  }
  const message = world.message(chat, event.number)
  if (event.kind === 'pin') {
    updates.push({
      _: 'updatePinnedChannelMessages',
      pinned: event.isPinned,
      channel_id: chat.id,
      messages: [event.number],
      ...none,
    })
    return
  }
  if (message === undefined || messages.has(event.number) || world.messageId(message, userId) === undefined)
    return
  related.addMessage(message)
  if (event.kind === 'new') {
    collectSentId(world, userId, message, updates)
    messages.set(event.number, describeMessage(world, userId, message))
  } else {
    updates.push({ _: 'updateEditChannelMessage', message: describeMessage(world, userId, message), ...none })
  }
}

function describeChannelTooLong(world: World, userId: number, chat: Chat, related: Related): TlObject {
  const view = chat.views.get(userId)
  const dialog = view === undefined ? undefined : findDialog(world, view)
  related.addChat(chat)
  if (dialog === undefined)
    return { _: 'updates.channelDifferenceEmpty', final: true, pts: chat.log.pts, timeout: 30 }
  related.addMessage(dialog.top)
  return {
    _: 'updates.channelDifferenceTooLong',
    final: true,
    timeout: 30,
    dialog: describeDialog(world, dialog),
    messages: [describeMessage(world, userId, dialog.top)],
    ...related.describe(userId),
  }
}
