import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject, UserCallContext } from '../rpc.ts'
import { describeBatch, Related } from '../world/describe-batch.ts'
import { describeMessage, describePeer } from '../world/describe-message.ts'
import { describeState } from '../world/difference.ts'
import { describeDialog, describeDraft, openDialog, listDialogs, listPinned } from '../world/dialogs.ts'
import type { Dialog, OpenedDialog } from '../world/dialogs.ts'
import { acceptEntities } from '../world/entities.ts'
import { moveToFolder } from '../world/folders.ts'
import type { View } from '../world/model.ts'
import { markUnread, recordChange } from '../world/reading.ts'
import type { World } from '../world/world.ts'
import type { TlFields } from './history-methods.ts'
import {
  answerWithUpdates,
  asNumber,
  asObject,
  asObjects,
  asText,
  findMessage,
  resolveChat,
  runQuietly,
} from './peers.ts'

const maxPage = 100
const maxPinned = 5
const maxPinnedInArchive = 100

/** The chat list: pages, pins, archive, folders, drafts, unread marks. */
export function createDialogMethods(world: World): MethodTable {
  const findView = (userId: number, peer: TlObject): View => {
    const view = resolveChat(world, userId, peer).views.get(userId)
    if (view === undefined) throw new RpcError(400, 'PEER_ID_INVALID')
    return view
  }
  return {
    'messages.getDialogs': ({ userId }, parameters) => getDialogs(world, userId, parameters),
    'messages.getPinnedDialogs': ({ userId }, parameters) => {
      const account = world.account(userId)
      const dialogs = listPinned(listDialogs(world, account, readFolderId(parameters['folder_id'])))
      return {
        _: 'messages.peerDialogs',
        ...describeDialogs(world, userId, dialogs),
        state: describeState(world, account),
      }
    },
    'messages.getPeerDialogs': ({ userId }, parameters) => {
      const peers = asObjects(parameters['peers']).filter((peer) => peer._ === 'inputDialogPeer')
      const views = peers.map((peer) => findView(userId, asObject(peer['peer'])))
      const dialogs = views.map((view) => openDialog(world, view)).filter((dialog) => dialog !== undefined)
      const state = describeState(world, world.account(userId))
      return { _: 'messages.peerDialogs', ...describeDialogs(world, userId, dialogs), state }
    },
    'messages.toggleDialogPin': (context, parameters) => {
      const view = findView(context.userId, asObject(asObject(parameters['peer'])['peer']))
      runQuietly(world, context, () => togglePin(world, view, parameters['pinned'] === true))
      return true
    },
    'messages.reorderPinnedDialogs': (context, parameters) => {
      const folderId = readFolderId(parameters['folder_id'])
      const views = asObjects(parameters['order']).map((peer) =>
        findView(context.userId, asObject(peer['peer'])),
      )
      runQuietly(world, context, () =>
        reorderPins(world, context, folderId, views, parameters['force'] === true),
      )
      return true
    },
    'folders.editPeerFolders': (context, parameters) =>
      answerWithUpdates(world, context, () => {
        for (const input of asObjects(parameters['folder_peers'])) {
          const view = findView(context.userId, asObject(input['peer']))
          moveToFolder(world, view, readFolderId(input['folder_id']))
        }
      }).updates,
    'messages.markDialogUnread': (context, parameters) => {
      const view = findView(context.userId, asObject(asObject(parameters['peer'])['peer']))
      runQuietly(world, context, () => markUnread(world, view, parameters['unread'] === true))
      return true
    },
    'messages.getDialogUnreadMarks': ({ userId }) =>
      [...world.account(userId).views.values()]
        .filter((view) => view.isMarkedUnread)
        .map((view) => ({ _: 'dialogPeer', peer: describePeer(view.chat, userId) })),
    'messages.saveDraft': (context, parameters) => {
      const view = findView(context.userId, asObject(parameters['peer']))
      runQuietly(world, context, () => saveDraft(world, view, parameters))
      return true
    },
    'messages.getAllDrafts': ({ userId }) => {
      const views = [...world.account(userId).views.values()].filter((view) => view.draft !== undefined)
      return describeBatch(world, userId, {
        updates: views.map((view) => describeDraftUpdate(world, view)),
        people: new Set(),
        chats: new Set(views.map((view) => view.chat).filter((chat) => chat.kind !== 'private')),
      })
    },
    'messages.getDialogFilters': ({ userId }) => ({
      _: 'messages.dialogFilters',
      filters: [
        { _: 'dialogFilterDefault' },
        ...world.account(userId).folders.map((folder) => folder.filter),
      ],
    }),
    'messages.updateDialogFilter': (context, parameters) => {
      const account = world.account(context.userId)
      const id = asNumber(parameters['id'])
      const filter = parameters['filter'] === undefined ? undefined : asObject(parameters['filter'])
      const index = account.folders.findIndex((folder) => folder.id === id)
      const kept = account.folders.filter((folder) => folder.id !== id)
      account.folders =
        filter === undefined
          ? kept
          : index < 0
            ? [...kept, { id, filter }]
            : account.folders.with(index, { id, filter })
      runQuietly(world, context, () =>
        recordChange(world, context.userId, `folder:${id}`, () => ({ _: 'updateDialogFilter', id, filter })),
      )
      return true
    },
    'messages.getSuggestedDialogFilters': () => [],
    'messages.toggleDialogFilterTags': () => true,
  }
}

function readFolderId(value: TlObject[string]): 0 | 1 {
  const folderId = asNumber(value)
  if (folderId !== 0 && folderId !== 1) throw new RpcError(400, 'FOLDER_ID_INVALID')
  return folderId
}

function getDialogs(world: World, userId: number, parameters: TlObject): TlObject {
  const account = world.account(userId)
  const folderId = parameters['folder_id'] === undefined ? undefined : readFolderId(parameters['folder_id'])
  const all = listDialogs(world, account, folderId)
  const isPinnedLeftOut = parameters['exclude_pinned'] === true
  const plain = all.filter((dialog) => dialog.view.pinOrder === undefined)
  const isFirst = asNumber(parameters['offset_date']) === 0 && asNumber(parameters['offset_id']) === 0
  const listed = isPinnedLeftOut || !isFirst ? plain : [...listPinned(all), ...plain]
  const from = isFirst ? 0 : findPlace(listed, userId, parameters)
  const limit = Math.max(1, Math.min(asNumber(parameters['limit'], maxPage), maxPage))
  const page = listed.slice(from, from + limit)
  const described = describeDialogs(world, userId, page)
  const total = isPinnedLeftOut ? plain.length : all.length
  if (isFirst && page.length === listed.length) return { _: 'messages.dialogs', ...described }
  return { _: 'messages.dialogsSlice', count: total, ...described }
}

/** The index of the first dialog after the place that date, message and peer name together; that dialog may have moved since. */
function findPlace(dialogs: readonly Dialog[], userId: number, parameters: TlObject): number {
  const peer = asObject(parameters['offset_peer'])
  const peerId = asNumber(peer['user_id'] ?? peer['chat_id'] ?? peer['channel_id'])
  const date = asNumber(parameters['offset_date'])
  const topId = asNumber(parameters['offset_id'])
  const exact = dialogs.findIndex((dialog) => {
    const described = describePeer(dialog.view.chat, userId)
    const id = described['user_id'] ?? described['chat_id'] ?? described['channel_id']
    return id === peerId && dialog.top.date === date && dialog.topId === topId
  })
  if (exact >= 0) return exact + 1
  const next = dialogs.findIndex(
    (dialog) => dialog.top.date < date || (dialog.top.date === date && dialog.topId < topId),
  )
  return next < 0 ? dialogs.length : next
}

function describeDialogs(
  world: World,
  userId: number,
  dialogs: readonly OpenedDialog[],
): TlFields & { readonly dialogs: readonly TlObject[] } {
  const related = new Related(world)
  for (const { top, view } of dialogs) {
    related.addChat(view.chat)
    if (top !== undefined) related.addMessage(top)
  }
  return {
    dialogs: dialogs.map((dialog) => describeDialog(world, dialog)),
    messages: dialogs.flatMap(({ top }) => (top === undefined ? [] : [describeMessage(world, userId, top)])),
    ...related.describe(userId),
  }
}

function listPinnedViews(world: World, userId: number, folderId: 0 | 1): View[] {
  return [...world.account(userId).views.values()]
    .filter((view) => view.pinOrder !== undefined && view.folderId === folderId)
    .sort((a, b) => (a.pinOrder ?? 0) - (b.pinOrder ?? 0))
}

function togglePin(world: World, view: View, isPinned: boolean): void {
  const { userId, folderId, chat } = view
  const pinned = listPinnedViews(world, userId, folderId).filter((one) => one !== view)
  if (isPinned && pinned.length >= (folderId === 0 ? maxPinned : maxPinnedInArchive)) {
    throw new RpcError(400, 'PINNED_DIALOGS_TOO_MUCH')
  }
  view.pinOrder = undefined
  const ordered = isPinned ? [view, ...pinned] : pinned
  for (const [index, one] of ordered.entries()) one.pinOrder = index
  recordChange(
    world,
    userId,
    `pin:${chat.id}`,
    () => ({
      _: 'updateDialogPinned',
      pinned: view.pinOrder !== undefined,
      folder_id: folderId === 1 ? 1 : undefined,
      peer: { _: 'dialogPeer', peer: describePeer(chat, userId) },
    }),
    chat,
  )
}

function reorderPins(
  world: World,
  { userId }: UserCallContext,
  folderId: 0 | 1,
  views: readonly View[],
  isForced: boolean,
): void {
  const others = listPinnedViews(world, userId, folderId).filter((view) => !views.includes(view))
  if (isForced) for (const view of others) view.pinOrder = undefined
  for (const [index, view] of [...views, ...(isForced ? [] : others)].entries()) view.pinOrder = index
  const describe = (): TlObject => ({
    _: 'updatePinnedDialogs',
    folder_id: folderId === 1 ? 1 : undefined,
    order: listPinnedViews(world, userId, folderId).map((view) => ({
      _: 'dialogPeer',
      peer: describePeer(view.chat, userId),
    })),
  })
  recordChange(world, userId, `pins:${folderId}`, describe)
}

/** Replaces or, with an empty text and no reply, removes the draft; tells the account's other sessions. */
function saveDraft(world: World, view: View, parameters: TlObject): void {
  const text = asText(parameters['message'])
  const reply = parameters['reply_to'] === undefined ? undefined : asObject(parameters['reply_to'])
  const replyId = reply === undefined ? 0 : asNumber(reply['reply_to_msg_id'])
  const replyToNumber = findMessage(world, view.chat, view.userId, replyId)?.number
  view.draft =
    text === '' && replyToNumber === undefined
      ? undefined
      : {
          text,
          entities: acceptEntities(text, parameters['entities'], view.userId),
          date: world.now(),
          replyToNumber,
        }
  publishDraft(world, view)
}

function describeDraftUpdate(world: World, view: View): TlObject {
  return {
    _: 'updateDraftMessage',
    peer: describePeer(view.chat, view.userId),
    draft: describeDraft(world, view, view.draft),
  }
}

export function publishDraft(world: World, view: View): void {
  recordChange(world, view.userId, `draft:${view.chat.id}`, () => describeDraftUpdate(world, view), view.chat)
}

export function clearDraft(world: World, view: View | undefined): void {
  if (view?.draft === undefined) return
  view.draft = undefined
  publishDraft(world, view)
}
