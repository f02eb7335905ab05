import type { ListId, PlaceView } from '../../contract/entities/chat.ts'
import type { ChatId, MessageId } from '../../contract/entities/ids.ts'
import type { MessageView } from '../../contract/entities/message.ts'
import {
  kindOf,
  type PatchBatch,
  type PatchKind,
  patchKinds,
  type PatchName,
  type PatchOp,
  type PatchValue,
} from '../../contract/patches.ts'
import { assertNever } from '../../lib/assert-never.ts'
import { isChatUnread } from '../unread/is-unread.ts'
import { ListState } from './list-state.ts'
import { insertId, removeId } from './sorted-ids.ts'

type KindOf<N extends PatchName> = (typeof patchKinds)[N]
type NamesOf<Key extends PatchKind['key']> = {
  [N in PatchName]: KindOf<N> extends { readonly key: Key; readonly does: 'put' } ? N : never
}[PatchName]

/** The values of which there is one each; undefined until the core first sent them. */
export type SingleValues = {
  [N in NamesOf<'single'> as KindOf<N>['home']]: PatchValue<N> | undefined
}
/** The values of which there is one per chat. */
export type ValuesByChat = {
  readonly [N in NamesOf<'chat'> as KindOf<N>['home']]: Map<ChatId, PatchValue<N>>
}

/** The loaded messages of one chat; ids ascend. */
export interface ChatMessages {
  /** The same array while no message comes or goes. */
  readonly ids: readonly MessageId[]
  /** Changed in place. */
  readonly byId: ReadonlyMap<MessageId, MessageView>
}

/**
 * What a window holds, by the homes of the table of patches. It is changed in place: a batch costs what it changes,
 * however many chats there are.
 */
export type WindowState = SingleValues &
  ValuesByChat & {
    readonly lists: Map<ListId, ListState>
    readonly messages: Map<ChatId, ChatMessages>
  }
export type HomeName = keyof WindowState

/** What batches changed: which homes, and which of the lists. */
export interface WindowChanges {
  readonly homes: ReadonlySet<HomeName>
  readonly lists: ReadonlySet<ListId>
}

/** Every home, in the order of the table. */
export const homes: readonly HomeName[] = [...new Set(Object.values(patchKinds).map(({ home }) => home))]

const singleHomes = new Set<HomeName>(
  Object.values(patchKinds).flatMap(({ home, key }) => (key === 'single' ? [home] : [])),
)

export function isSingle(home: HomeName): home is keyof SingleValues {
  return singleHomes.has(home)
}

const clearedWithMessages = Object.values(patchKinds).flatMap((kind) =>
  kind.key === 'chat' && kind.isClearedWithMessages ? [kind.home] : [],
)

export function createWindowState(): WindowState {
  return Object.fromEntries(
    homes.map((home) => [home, isSingle(home) ? undefined : new Map()]),
  ) as unknown as WindowState
}

/** Applies batches in their order; none may be missing between them, nor before the first (see `BatchOrder`). */
export function applyBatches(state: WindowState, batches: readonly PatchBatch[]): WindowChanges {
  const changes: Changes = { homes: new Set(), lists: new Set(), unread: new Set() }
  // A snapshot forgets everything before it, so older batches are not applied at all.
  const firstUseful = Math.max(
    0,
    batches.findLastIndex((batch) => batch.isSnapshot),
  )
  for (const batch of batches.slice(firstUseful)) {
    if (batch.isSnapshot) forget(state, changes)
    for (const op of batch.ops) applyOp(state, op, changes)
  }
  for (const chatId of changes.unread) markUnread(state, chatId, changes)
  return changes
}

interface Changes {
  readonly homes: Set<HomeName>
  readonly lists: Set<ListId>
  /**
   * Chats that became unread or read. They are marked last: most of them get another place in the same batch, and
   * would be sorted in twice.
   */
  readonly unread: Set<ChatId>
}

/**
 * Single values stay until the snapshot brings them, which it always does: the screen does not fall back to the start
 * while a snapshot arrives in parts.
 */
function forget(state: WindowState, changes: Changes): void {
  for (const list of state.lists.keys()) changes.lists.add(list)
  for (const home of homes) {
    changes.homes.add(home)
    if (!isSingle(home)) state[home].clear()
  }
}

function applyOp(state: WindowState, op: PatchOp, changes: Changes): void {
  const kind = kindOf(op)
  changes.homes.add(kind.home)
  switch (kind.key) {
    case 'single':
      putSingle(state, kind.home, readValue(op))
      return
    case 'chat':
      changeOfChat(state, kind, op, changes)
      return
    case 'place': {
      const list = kind.listOf(op)
      changes.lists.add(list)
      if (kind.does === 'remove') state.lists.get(list)?.drop(kind.chatOf(op))
      else putPlace(state, readValue(op) as PlaceView)
      return
    }
    case 'message':
      if (kind.does === 'put') putMessage(state, readValue(op) as MessageView)
      else if (kind.does === 'remove') dropMessage(state, kind.chatOf(op), kind.messageOf(op))
      else clearMessages(state, kind.chatOf(op), changes)
      return
    default:
      assertNever(kind)
  }
}

/** For kinds that carry a value; the table says which values each home gets. */
function readValue(op: PatchOp): unknown {
  return (op as { readonly value: unknown }).value
}

function putSingle(state: WindowState, home: keyof SingleValues, value: unknown): void {
  const values: Record<keyof SingleValues, unknown> = state
  values[home] = value
}

function changeOfChat(
  state: WindowState,
  kind: Extract<PatchKind, { key: 'chat' }>,
  op: PatchOp,
  changes: Changes,
): void {
  const chatId = kind.chatOf(op)
  const values: Map<ChatId, unknown> = state[kind.home]
  const wasUnread = kind.home === 'chats' && isChatUnread(state.chats.get(chatId))
  if (kind.does === 'put') values.set(chatId, readValue(op))
  else values.delete(chatId)
  if (kind.home !== 'chats') return
  const isUnread = isChatUnread(state.chats.get(chatId))
  if (isUnread !== wasUnread) changes.unread.add(chatId)
}

/** The lists that have the chat keep the order of the unread ones, too. */
function markUnread(state: WindowState, chatId: ChatId, changes: Changes): void {
  const isUnread = isChatUnread(state.chats.get(chatId))
  for (const [id, list] of state.lists) {
    if (!list.markUnread(chatId, isUnread)) continue
    changes.lists.add(id)
    changes.homes.add('lists')
  }
}

function putPlace(state: WindowState, place: PlaceView): void {
  let list = state.lists.get(place.list)
  if (list === undefined) {
    list = new ListState()
    state.lists.set(place.list, list)
  }
  list.place(place, isChatUnread(state.chats.get(place.chatId)))
}

function putMessage(state: WindowState, message: MessageView): void {
  const before = state.messages.get(message.chatId)
  const byId = (before?.byId ?? new Map()) as Map<MessageId, MessageView>
  byId.set(message.id, message)
  state.messages.set(message.chatId, { ids: insertId(before?.ids ?? [], message.id), byId })
}

function dropMessage(state: WindowState, chatId: ChatId, messageId: MessageId): void {
  const before = state.messages.get(chatId)
  if (before === undefined) return
  const byId = before.byId as Map<MessageId, MessageView>
  byId.delete(messageId)
  state.messages.set(chatId, { ids: removeId(before.ids, messageId), byId })
}

function clearMessages(state: WindowState, chatId: ChatId, changes: Changes): void {
  state.messages.delete(chatId)
  for (const home of clearedWithMessages) if (state[home].delete(chatId)) changes.homes.add(home)
}
