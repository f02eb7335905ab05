import { createStore, type StoreApi } from 'zustand/vanilla'
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
import type { ListSnapshot } from './list-state.ts'

/** One entity of which there is one. */
export interface SingleState<Value> {
  readonly value: Value | undefined
}

/**
 * Entities by id. The map is changed in place and the state object around it replaced, so that a batch costs
 * what it changes and not a copy of all chats; a selector that picks one id sees a new value only when it is new.
 */
export interface ByIdState<Id, Value> {
  readonly byId: ReadonlyMap<Id, Value>
}

/** The loaded messages of one chat; ids ascend. */
export interface ChatMessages {
  readonly ids: readonly MessageId[]
  readonly byId: ReadonlyMap<MessageId, MessageView>
}

/** Everything the core told this window. Components read it by the hooks beside, and write it never. */
export interface EntityStores {
  readonly session: StoreApi<SingleState<SessionView>>
  readonly settings: StoreApi<SingleState<SettingsView>>
  readonly rules: StoreApi<SingleState<RulesView>>
  readonly triage: StoreApi<SingleState<TriageView>>
  readonly team: StoreApi<SingleState<TeamView>>
  readonly teamPeople: StoreApi<SingleState<readonly TeamPerson[]>>
  readonly alarms: StoreApi<SingleState<readonly AlarmView[]>>
  /** Who is in a chat now, this account's other windows aside. */
  readonly presence: StoreApi<ByIdState<ChatId, readonly PresenceEntry[]>>
  readonly notes: StoreApi<ByIdState<ChatId, readonly NoteView[]>>
  readonly folders: StoreApi<SingleState<readonly FolderView[]>>
  readonly chats: StoreApi<ByIdState<ChatId, ChatView>>
  readonly lists: StoreApi<ByIdState<ListId, ListSnapshot>>
  readonly conversations: StoreApi<ByIdState<ChatId, ConversationView>>
  readonly messages: StoreApi<ByIdState<ChatId, ChatMessages>>
}

export function createEntityStores(): EntityStores {
  return {
    session: createSingle(),
    settings: createSingle(),
    rules: createSingle(),
    triage: createSingle(),
    team: createSingle(),
    teamPeople: createSingle(),
    alarms: createSingle(),
    presence: createById(),
    notes: createById(),
    folders: createSingle(),
    chats: createById(),
    lists: createById(),
    conversations: createById(),
    messages: createById(),
  }
}

function createSingle<Value>(): StoreApi<SingleState<Value>> {
  return createStore<SingleState<Value>>(() => ({ value: undefined }))
}

function createById<Id, Value>(): StoreApi<ByIdState<Id, Value>> {
  return createStore<ByIdState<Id, Value>>(() => ({ byId: new Map() }))
}
