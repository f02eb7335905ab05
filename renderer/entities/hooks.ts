import { useStore } from 'zustand'
import type { ChatView, FolderView, ListId } from '#shared/contract/entities/chat.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { defaultSettings, type SessionView, type SettingsView } from '#shared/contract/entities/session.ts'
import {
  type AlarmView,
  type NoteView,
  noTeam,
  type PresenceEntry,
  type TeamPerson,
  type TeamView,
} from '#shared/contract/entities/team.ts'
import { defaultRules, type RulesView, type TriageView } from '#shared/contract/entities/triage.ts'
import { emptyList, type ListSnapshot } from '#shared/domain/window-state/list-state.ts'
import type { LinkState } from '../lib/core-link/connect-core.ts'
import { entities, linkStore } from './core.ts'

const noFolders: readonly FolderView[] = []
const noIds: readonly MessageId[] = []
const noColleagues: readonly TeamPerson[] = []
const noAlarms: readonly AlarmView[] = []
const noNotes: readonly NoteView[] = []
const nobodyHere: readonly PresenceEntry[] = []

/** Undefined until the core has sent it for the first time. */
export function useSession(): SessionView | undefined {
  return useStore(entities.session, (state) => state.value)
}

/** Selects one part of the session; the component renders only when that part changes. */
export function useSessionPart<Part>(select: (session: SessionView | undefined) => Part): Part {
  return useStore(entities.session, (state) => select(state.value))
}

export function useSettings(): SettingsView {
  return useStore(entities.settings, (state) => state.value ?? defaultSettings)
}

export function useSetting<Name extends keyof SettingsView>(name: Name): SettingsView[Name] {
  return useStore(entities.settings, (state) => (state.value ?? defaultSettings)[name])
}

export function useFolders(): readonly FolderView[] {
  return useStore(entities.folders, (state) => state.value ?? noFolders)
}

export function useChat(id: ChatId | undefined): ChatView | undefined {
  return useStore(entities.chats, (state) => (id === undefined ? undefined : state.byId.get(id)))
}

export function useList(list: ListId): ListSnapshot {
  return useStore(entities.lists, (state) => state.byId.get(list) ?? emptyList)
}

/** How many chats the list has; the component renders only when the number changes. */
export function useListCount(list: ListId): number {
  return useStore(entities.lists, (state) => (state.byId.get(list) ?? emptyList).chats.length)
}

/** How many chats of the list are unread. */
export function useListUnreadCount(list: ListId): number {
  return useStore(entities.lists, (state) => (state.byId.get(list) ?? emptyList).unreadChats.length)
}

export function useRules(): RulesView {
  return useStore(entities.rules, (state) => state.value ?? defaultRules)
}

/** Undefined until the core has sent it for the first time. */
export function useTriagePart<Part>(select: (triage: TriageView | undefined) => Part): Part {
  return useStore(entities.triage, (state) => select(state.value))
}

/** Selects one part of the team's state, or of `noTeam` when there is no team. */
export function useTeamPart<Part>(select: (team: TeamView) => Part): Part {
  return useStore(entities.team, (state) => select(state.value ?? noTeam))
}

export function useColleagues(): readonly TeamPerson[] {
  return useStore(entities.colleagues, (state) => state.value ?? noColleagues)
}

/** Open alarms, oldest first, then those that ended within the last day. */
export function useAlarms(): readonly AlarmView[] {
  return useStore(entities.alarms, (state) => state.value ?? noAlarms)
}

/** Selects one part of the alarms; the component renders only when that part changes. */
export function useAlarmsPart<Part>(select: (alarms: readonly AlarmView[]) => Part): Part {
  return useStore(entities.alarms, (state) => select(state.value ?? noAlarms))
}

/** The notes of an open chat in their order. */
export function useNotes(chatId: ChatId): readonly NoteView[] {
  return useStore(entities.notes, (state) => state.byId.get(chatId) ?? noNotes)
}

/** Who else is in the chat now. */
export function usePresenceIn(chatId: ChatId): readonly PresenceEntry[] {
  return useStore(entities.presence, (state) => state.byId.get(chatId) ?? nobodyHere)
}

export function useConversation(id: ChatId): ConversationView | undefined {
  return useStore(entities.conversations, (state) => state.byId.get(id))
}

/** Ids of the loaded messages, oldest first; the same array until one is added or removed. */
export function useMessageIds(chatId: ChatId): readonly MessageId[] {
  return useStore(entities.messages, (state) => state.byId.get(chatId)?.ids ?? noIds)
}

export function useMessage(chatId: ChatId, id: MessageId | undefined): MessageView | undefined {
  return useStore(entities.messages, (state) =>
    id === undefined ? undefined : state.byId.get(chatId)?.byId.get(id),
  )
}

export function useLink(): LinkState {
  return useStore(linkStore, (state) => state.link)
}
