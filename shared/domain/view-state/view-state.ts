import type { ChatView, FolderView, ListId, PlaceView } from '../../contract/entities/chat.ts'
import type { ConversationView } from '../../contract/entities/conversation.ts'
import type { ChatId, MessageId } from '../../contract/entities/ids.ts'
import type { MessageView } from '../../contract/entities/message.ts'
import type { SessionView, SettingsView } from '../../contract/entities/session.ts'
import type {
  AlarmView,
  NoteView,
  PresenceEntry,
  TeamPerson,
  TeamView,
} from '../../contract/entities/team.ts'
import type { RulesView, TriageView } from '../../contract/entities/triage.ts'
import type { PatchBatch, PatchOp } from '../../contract/patches.ts'
import { assertNever } from '../../lib/assert-never.ts'
import { OrderedPlaces } from '../ordered-places/ordered-places.ts'

/**
 * What a window holds, as patches leave it. The maps are changed in place: a batch costs what it changes,
 * however many chats there are.
 */
export interface ViewState {
  /** Of the last batch that was applied; 0 before the first one. */
  seq: number
  session: SessionView | undefined
  settings: SettingsView | undefined
  rules: RulesView | undefined
  triage: TriageView | undefined
  team: TeamView | undefined
  teamPeople: readonly TeamPerson[]
  alarms: readonly AlarmView[]
  presence: readonly PresenceEntry[]
  folders: readonly FolderView[]
  readonly chats: Map<ChatId, ChatView>
  readonly lists: Map<ListId, ListState>
  readonly conversations: Map<ChatId, ConversationView>
  readonly messages: Map<ChatId, Map<MessageId, MessageView>>
  readonly notes: Map<ChatId, readonly NoteView[]>
}

interface ListState {
  readonly order: OrderedPlaces
  readonly places: Map<ChatId, PlaceView>
}

export function createViewState(): ViewState {
  return {
    seq: 0,
    session: undefined,
    settings: undefined,
    rules: undefined,
    triage: undefined,
    team: undefined,
    teamPeople: [],
    alarms: [],
    presence: [],
    folders: [],
    chats: new Map(),
    lists: new Map(),
    conversations: new Map(),
    messages: new Map(),
    notes: new Map(),
  }
}

/**
 * Applies the next batch. False when a batch before it is missing: nothing is changed then, and the window asks
 * for a snapshot. The first part of a snapshot is taken whatever came before.
 */
export function applyBatch(state: ViewState, batch: PatchBatch): boolean {
  if (batch.isSnapshot) resetState(state)
  else if (batch.seq !== state.seq + 1) return false
  state.seq = batch.seq
  for (const op of batch.ops) applyOp(state, op)
  return true
}

function resetState(state: ViewState): void {
  state.session = undefined
  state.settings = undefined
  state.rules = undefined
  state.triage = undefined
  state.team = undefined
  state.teamPeople = []
  state.alarms = []
  state.presence = []
  state.folders = []
  state.chats.clear()
  state.lists.clear()
  state.conversations.clear()
  state.messages.clear()
  state.notes.clear()
}

function applyOp(state: ViewState, op: PatchOp): void {
  switch (op.op) {
    case 'session':
      state.session = op.value
      return
    case 'settings':
      state.settings = op.value
      return
    case 'rules':
      state.rules = op.value
      return
    case 'triage':
      state.triage = op.value
      return
    case 'team':
      state.team = op.value
      return
    case 'team_people':
      state.teamPeople = op.value
      return
    case 'alarms':
      state.alarms = op.value
      return
    case 'presence':
      state.presence = op.value
      return
    case 'notes':
      state.notes.set(op.chatId, op.value)
      return
    case 'folders':
      state.folders = op.value
      return
    case 'chat':
      state.chats.set(op.value.id, op.value)
      return
    case 'drop_chat':
      state.chats.delete(op.chatId)
      return
    case 'place': {
      const list = getList(state, op.value.list)
      list.places.set(op.value.chatId, op.value)
      list.order.set(op.value.chatId, op.value.key)
      return
    }
    case 'drop_place': {
      const list = getList(state, op.list)
      list.places.delete(op.chatId)
      list.order.remove(op.chatId)
      return
    }
    case 'conversation':
      state.conversations.set(op.value.chatId, op.value)
      return
    case 'clear_messages':
      state.messages.delete(op.chatId)
      state.notes.delete(op.chatId)
      return
    case 'message': {
      const { chatId, id } = op.value
      const messages = state.messages.get(chatId) ?? new Map<MessageId, MessageView>()
      messages.set(id, op.value)
      state.messages.set(chatId, messages)
      return
    }
    case 'drop_message':
      state.messages.get(op.chatId)?.delete(op.messageId)
      return
    default:
      assertNever(op)
  }
}

function getList(state: ViewState, id: ListId): ListState {
  const list = state.lists.get(id) ?? { order: new OrderedPlaces(), places: new Map<ChatId, PlaceView>() }
  state.lists.set(id, list)
  return list
}
