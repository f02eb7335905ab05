import { isChannel } from './chat-kind.ts'
import type { TlObject } from '../rpc.ts'
import { describeNotifySettings } from './describe-chat.ts'
import { describePeer } from './describe-message.ts'
import type { AccountState, Draft, Message, View } from './model.ts'
import { countUnread, findIdUpTo } from './reading.ts'
import type { World } from './world.ts'

/** One line of an account's chat list. */
export interface Dialog {
  readonly view: View
  readonly top: Message
  readonly topId: number
}

/** A chat that was asked for by name may have nothing in it yet. */
export interface OpenedDialog {
  readonly view: View
  readonly top: Message | undefined
  /** 0 when there is no message. */
  readonly topId: number
}

/** The newest message that this account has of a chat. */
export function findTopMessage(view: View): Message | undefined {
  const { messages } = view.chat
  for (let number = messages.length; number > view.hiddenUpTo; number -= 1) {
    const message = messages[number - 1]
    if (message !== undefined && (view.boxIds === undefined || view.boxIds[number] !== undefined))
      return message
  }
  return undefined
}

export function findDialog(world: World, view: View): Dialog | undefined {
  const { chat, userId } = view
  // A group one has left is gone from the list; a basic group that became a supergroup is found through that one.
  if (!chat.members.has(userId) && isChannel(chat)) return undefined
  const top = findTopMessage(view)
  const topId = top === undefined ? undefined : world.messageId(top, userId)
  return top === undefined || topId === undefined ? undefined : { view, top, topId }
}

/** The same for a chat that is asked for by name: it is there without messages, too. */
export function openDialog(world: World, view: View): OpenedDialog | undefined {
  const dialog = findDialog(world, view)
  if (dialog !== undefined || !view.chat.members.has(view.userId)) return dialog
  return { view, top: undefined, topId: 0 }
}

/** All dialogs of a folder, newest first; pinned ones are among them by their date. */
export function listDialogs(
  world: World,
  account: AccountState,
  folderId: 0 | 1 | undefined,
): readonly Dialog[] {
  const dialogs: Dialog[] = []
  for (const view of account.views.values()) {
    if (folderId !== undefined && view.folderId !== folderId) continue
    const dialog = findDialog(world, view)
    if (dialog !== undefined) dialogs.push(dialog)
  }
  return dialogs.sort(compareDialogs)
}

/**
 * Newest first. Supergroups with the same date and number come by ascending id, which is how TDLib compares them (its ids of
 * supergroups are negative): it asks on from what it takes for the last one.
 */
export function compareDialogs(a: Dialog, b: Dialog): number {
  return b.top.date - a.top.date || b.topId - a.topId || a.view.chat.id - b.view.chat.id
}

export function listPinned(dialogs: readonly Dialog[]): readonly Dialog[] {
  return dialogs
    .filter((dialog) => dialog.view.pinOrder !== undefined)
    .sort((a, b) => (a.view.pinOrder ?? 0) - (b.view.pinOrder ?? 0))
}

export function describeDialog(world: World, { view, topId }: OpenedDialog): TlObject {
  const { chat, userId } = view
  return {
    _: 'dialog',
    pinned: view.pinOrder !== undefined,
    unread_mark: view.isMarkedUnread,
    peer: describePeer(chat, userId),
    top_message: topId,
    read_inbox_max_id: findIdUpTo(view, view.readInbox),
    read_outbox_max_id: findIdUpTo(view, view.readOutbox),
    unread_count: countUnread(view),
    unread_mentions_count: view.unreadMentions.size,
    unread_reactions_count: view.unreadReactions.size,
    notify_settings: describeNotifySettings(view),
    pts: isChannel(chat) ? chat.log.pts : undefined,
    draft: view.draft === undefined ? undefined : describeDraft(world, view, view.draft),
    folder_id: view.folderId === 1 ? 1 : undefined,
  }
}

export function describeDraft(world: World, view: View, draft: Draft | undefined): TlObject {
  if (draft === undefined) return { _: 'draftMessageEmpty', date: world.now() }
  const replyId =
    draft.replyToNumber === undefined || view.boxIds === undefined
      ? draft.replyToNumber
      : view.boxIds[draft.replyToNumber]
  return {
    _: 'draftMessage',
    reply_to: replyId === undefined ? undefined : { _: 'inputReplyToMessage', reply_to_msg_id: replyId },
    message: draft.text,
    entities: draft.entities.length > 0 ? draft.entities : undefined,
    date: draft.date,
  }
}
