import * as v from 'valibot'
import { ChatView, FolderView, ListId, PlaceView } from './entities/chat.ts'
import { ConversationView } from './entities/conversation.ts'
import { ChatId, MessageId } from './entities/ids.ts'
import { MessageView } from './entities/message.ts'
import { SessionView, SettingsView } from './entities/session.ts'
import { AlarmView, NoteView, PresenceEntry, TeamPerson, TeamView } from './entities/team.ts'
import { RulesView, TriageView } from './entities/triage.ts'

/**
 * One change of what a window shows. Each names its entity completely, so applying one twice,
 * or only the last of several for the same entity, gives the same result.
 */
export const PatchOp = v.variant('op', [
  v.object({ op: v.literal('session'), value: SessionView }),
  v.object({ op: v.literal('settings'), value: SettingsView }),
  v.object({ op: v.literal('rules'), value: RulesView }),
  v.object({ op: v.literal('triage'), value: TriageView }),
  v.object({ op: v.literal('team'), value: TeamView }),
  v.object({ op: v.literal('team_people'), value: v.array(TeamPerson) }),
  /** Open alarms, the oldest first, and those that were over in the last day. */
  v.object({ op: v.literal('alarms'), value: v.array(AlarmView) }),
  v.object({ op: v.literal('presence'), value: v.array(PresenceEntry) }),
  v.object({ op: v.literal('folders'), value: v.array(FolderView) }),
  v.object({ op: v.literal('chat'), value: ChatView }),
  v.object({ op: v.literal('drop_chat'), chatId: ChatId }),
  v.object({ op: v.literal('place'), value: PlaceView }),
  v.object({ op: v.literal('drop_place'), list: ListId, chatId: ChatId }),
  v.object({ op: v.literal('conversation'), value: ConversationView }),
  /** The conversation is closed or its window was replaced: its messages are forgotten. */
  v.object({ op: v.literal('clear_messages'), chatId: ChatId }),
  v.object({ op: v.literal('message'), value: MessageView }),
  /** All notes of an open chat, in their order. */
  v.object({ op: v.literal('notes'), chatId: ChatId, value: v.array(NoteView) }),
  v.object({ op: v.literal('drop_message'), chatId: ChatId, messageId: MessageId }),
])
export type PatchOp = v.InferOutput<typeof PatchOp>

/**
 * `seq` grows by one per batch of a connection; a window that misses one asks for a snapshot.
 * With `isSnapshot` everything the window held is forgotten first.
 */
export const PatchBatch = v.object({ seq: v.number(), isSnapshot: v.boolean(), ops: v.array(PatchOp) })
export type PatchBatch = v.InferOutput<typeof PatchBatch>

/** Name of the one-way event that carries a PatchBatch. */
export const patchEvent = 'patch'
