import type { ChatView, FolderView, ListId } from '#shared/contract/entities/chat.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { SessionView, SettingsView } from '#shared/contract/entities/session.ts'
import type {
  AlarmView,
  NoteView,
  PresenceEntry,
  TeamPerson,
  TeamView,
} from '#shared/contract/entities/team.ts'
import type { RulesView, TriageView } from '#shared/contract/entities/triage.ts'
import type { PatchBatch, PatchOp } from '#shared/contract/patches.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import type { ChatMessages, EntityStores } from './entity-stores.ts'
import { isChatUnread, ListState, type ListSnapshot } from './list-state.ts'
import { insertId, removeId } from './sorted-ids.ts'

/** Applies batches in their order; every store that changed tells its subscribers once, after the last one. */
export type ApplyBatches = (batches: readonly PatchBatch[]) => void

interface Held {
  session: SessionView | undefined
  settings: SettingsView | undefined
  rules: RulesView | undefined
  triage: TriageView | undefined
  team: TeamView | undefined
  teamPeople: readonly TeamPerson[] | undefined
  alarms: readonly AlarmView[] | undefined
  presence: Map<ChatId, readonly PresenceEntry[]>
  readonly notes: Map<ChatId, readonly NoteView[]>
  folders: readonly FolderView[] | undefined
  readonly chats: Map<ChatId, ChatView>
  readonly lists: Map<ListId, ListState>
  readonly listSnapshots: Map<ListId, ListSnapshot>
  readonly conversations: Map<ChatId, ConversationView>
  readonly messages: Map<ChatId, ChatMessages>
}

type StoreName = keyof EntityStores

export function createApplyBatches(stores: EntityStores): ApplyBatches {
  const held: Held = {
    session: undefined,
    settings: undefined,
    rules: undefined,
    triage: undefined,
    team: undefined,
    teamPeople: undefined,
    alarms: undefined,
    presence: new Map(),
    notes: new Map(),
    folders: undefined,
    chats: new Map(),
    lists: new Map(),
    listSnapshots: new Map(),
    conversations: new Map(),
    messages: new Map(),
  }
  return (batches) => {
    const changed = new Set<StoreName>()
    const changedLists = new Set<ListId>()
    // What stands before a snapshot is forgotten by it, so it is not applied at all.
    const firstUseful = Math.max(
      0,
      batches.findLastIndex((batch) => batch.isSnapshot),
    )
    for (const batch of batches.slice(firstUseful)) {
      if (batch.isSnapshot) forget(held, changed)
      for (const op of batch.ops) applyOp(held, op, changed, changedLists)
    }
    for (const list of changedLists) {
      const state = held.lists.get(list)
      if (state !== undefined) held.listSnapshots.set(list, state.toSnapshot())
    }
    publish(stores, held, changed)
  }
}

const allStores: readonly StoreName[] = [
  'session',
  'settings',
  'rules',
  'triage',
  'team',
  'teamPeople',
  'alarms',
  'presence',
  'notes',
  'folders',
  'chats',
  'lists',
  'conversations',
  'messages',
]

/** Session and settings stay until new ones come: the screen does not fall back to the start while a snapshot arrives in parts. */
function forget(held: Held, changed: Set<StoreName>): void {
  held.folders = undefined
  held.chats.clear()
  held.lists.clear()
  held.listSnapshots.clear()
  held.conversations.clear()
  held.messages.clear()
  held.notes.clear()
  held.presence = new Map()
  for (const name of allStores) changed.add(name)
}

function applyOp(held: Held, op: PatchOp, changed: Set<StoreName>, changedLists: Set<ListId>): void {
  switch (op.op) {
    case 'session':
      held.session = op.value
      changed.add('session')
      return
    case 'settings':
      held.settings = op.value
      changed.add('settings')
      return
    case 'rules':
      held.rules = op.value
      changed.add('rules')
      return
    case 'triage':
      held.triage = op.value
      changed.add('triage')
      return
    case 'team':
      held.team = op.value
      changed.add('team')
      return
    case 'team_people':
      held.teamPeople = op.value
      changed.add('teamPeople')
      return
    case 'alarms':
      held.alarms = op.value
      changed.add('alarms')
      return
    case 'presence':
      held.presence = Map.groupBy(op.value, ({ chatId }) => chatId)
      changed.add('presence')
      return
    case 'notes':
      held.notes.set(op.chatId, op.value)
      changed.add('notes')
      return
    case 'folders':
      held.folders = op.value
      changed.add('folders')
      return
    case 'chat': {
      const chat = op.value
      const wasUnread = isChatUnread(held.chats.get(chat.id))
      held.chats.set(chat.id, chat)
      changed.add('chats')
      if (wasUnread !== isChatUnread(chat)) remarkUnread(held, chat.id, changed, changedLists)
      return
    }
    case 'drop_chat':
      held.chats.delete(op.chatId)
      changed.add('chats')
      remarkUnread(held, op.chatId, changed, changedLists)
      return
    case 'place': {
      const { list, chatId } = op.value
      const state = held.lists.get(list) ?? new ListState()
      held.lists.set(list, state)
      state.place(op.value, isChatUnread(held.chats.get(chatId)))
      changedLists.add(list)
      changed.add('lists')
      return
    }
    case 'drop_place':
      held.lists.get(op.list)?.drop(op.chatId)
      changedLists.add(op.list)
      changed.add('lists')
      return
    case 'conversation':
      held.conversations.set(op.value.chatId, op.value)
      changed.add('conversations')
      return
    case 'clear_messages':
      held.messages.delete(op.chatId)
      changed.add('messages')
      if (held.notes.delete(op.chatId)) changed.add('notes')
      return
    case 'message':
      putMessage(held, op.value)
      changed.add('messages')
      return
    case 'drop_message':
      dropMessage(held, op.chatId, op.messageId)
      changed.add('messages')
      return
    default:
      assertNever(op)
  }
}

function remarkUnread(held: Held, chatId: ChatId, changed: Set<StoreName>, changedLists: Set<ListId>): void {
  const isUnread = isChatUnread(held.chats.get(chatId))
  for (const [list, state] of held.lists) {
    if (!state.markUnread(chatId, isUnread)) continue
    changedLists.add(list)
    changed.add('lists')
  }
}

function putMessage(held: Held, message: MessageView): void {
  const before = held.messages.get(message.chatId)
  const byId = (before?.byId ?? new Map()) as Map<MessageId, MessageView>
  byId.set(message.id, message)
  held.messages.set(message.chatId, { ids: insertId(before?.ids ?? [], message.id), byId })
}

function dropMessage(held: Held, chatId: ChatId, messageId: MessageId): void {
  const before = held.messages.get(chatId)
  if (before === undefined) return
  const byId = before.byId as Map<MessageId, MessageView>
  byId.delete(messageId)
  held.messages.set(chatId, { ids: removeId(before.ids, messageId), byId })
}

function publish(stores: EntityStores, held: Held, changed: ReadonlySet<StoreName>): void {
  if (changed.has('session')) stores.session.setState({ value: held.session })
  if (changed.has('settings')) stores.settings.setState({ value: held.settings })
  if (changed.has('rules')) stores.rules.setState({ value: held.rules })
  if (changed.has('triage')) stores.triage.setState({ value: held.triage })
  if (changed.has('team')) stores.team.setState({ value: held.team })
  if (changed.has('teamPeople')) stores.teamPeople.setState({ value: held.teamPeople })
  if (changed.has('alarms')) stores.alarms.setState({ value: held.alarms })
  if (changed.has('presence')) stores.presence.setState({ byId: held.presence })
  if (changed.has('notes')) stores.notes.setState({ byId: held.notes })
  if (changed.has('folders')) stores.folders.setState({ value: held.folders })
  if (changed.has('chats')) stores.chats.setState({ byId: held.chats })
  if (changed.has('lists')) stores.lists.setState({ byId: held.listSnapshots })
  if (changed.has('conversations')) stores.conversations.setState({ byId: held.conversations })
  if (changed.has('messages')) stores.messages.setState({ byId: held.messages })
}
