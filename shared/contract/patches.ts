import * as v from 'valibot'
import {
  clear,
  type FieldValues,
  perChat,
  perMessage,
  perPlace,
  put,
  remove,
  single,
  singleList,
} from './define-patch.ts'
import { ChatView, FolderView, ListId, PlaceView, UpgradeView } from './entities/chat.ts'
import { ConversationView } from './entities/conversation.ts'
import { ChatId, MessageId } from './entities/ids.ts'
import { MessageView } from './entities/message.ts'
import { SessionView, SettingsView } from './entities/session.ts'
import { AlarmView, NoteView, PresenceEntry, TeamPerson, TeamView } from './entities/team.ts'
import { RulesView, TriageView } from './entities/triage.ts'

const chats = perChat('chats', 'every_window', 'with_lists')
const places = perPlace('lists', chats, 'with_lists')
const conversations = perChat('conversations', 'windows_with_the_chat_open', 'next_frame')
const notes = perChat('notes', 'windows_with_the_chat_open', 'next_frame', { isClearedWithMessages: true })
const messages = perMessage('messages', 'next_frame')

/**
 * Every kind of patch: the one place that says what it carries, which entity it names, who gets it and when, what
 * of it may be seen, and where a window keeps it. Coalescing, the gate, snapshots and the stores of windows follow
 * from here; snapshots are written, and windows are told of what changed, in this order.
 */
export const patchKinds = {
  session: single('session', 'next_frame', SessionView),
  settings: single('settings', 'next_frame', SettingsView),
  rules: single('rules', 'next_frame', RulesView),
  triage: single('triage', 'with_lists', TriageView),
  team: single('team', 'next_frame', TeamView),
  colleagues: single('colleagues', 'next_frame', v.array(TeamPerson)),
  /** Open alarms, the oldest first, and those that ended in the last day. An open alarm is for everybody. */
  alarms: singleList('alarms', 'at_once', AlarmView, ({ done }) => done === undefined),
  presence: singleList('presence', 'next_frame', PresenceEntry),
  /** All groups that became supergroups; told before the row of such a group leaves. */
  upgrades: singleList('upgrades', 'next_frame', UpgradeView),
  folders: single('folders', 'next_frame', v.array(FolderView)),

  chat: put(chats, {
    fields: { value: ChatView },
    chatOf: ({ value }) => value.id,
    visibility: 'its_chat_reworded',
  }),
  drop_chat: remove(chats, { fields: { chatId: ChatId }, chatOf: ({ chatId }) => chatId }),

  place: put(places, {
    fields: { value: PlaceView },
    chatOf: ({ value }) => value.chatId,
    listOf: ({ value }) => value.list,
    visibility: 'its_chat',
  }),
  drop_place: remove(places, {
    fields: { list: ListId, chatId: ChatId },
    chatOf: ({ chatId }) => chatId,
    listOf: ({ list }) => list,
  }),

  conversation: put(conversations, {
    fields: { value: ConversationView },
    chatOf: ({ value }) => value.chatId,
    visibility: 'its_chat',
  }),
  /** All notes of an open chat, in their order. */
  notes: put(notes, {
    fields: { chatId: ChatId, value: v.array(NoteView) },
    chatOf: ({ chatId }) => chatId,
    visibility: 'its_chat',
  }),
  message: put(messages, {
    fields: { value: MessageView },
    chatOf: ({ value }) => value.chatId,
    messageOf: ({ value }) => value.id,
    visibility: 'its_chat_reworded',
  }),
  drop_message: remove(messages, {
    fields: { chatId: ChatId, messageId: MessageId },
    chatOf: ({ chatId }) => chatId,
    messageOf: ({ messageId }) => messageId,
  }),
  /** The conversation is closed or its window was replaced: its messages are forgotten. */
  clear_messages: clear(messages, { fields: { chatId: ChatId }, chatOf: ({ chatId }) => chatId }),
}

type PatchKinds = typeof patchKinds
export type PatchName = keyof PatchKinds
export type PatchKind = PatchKinds[PatchName]

/** The names of the kinds that are declared with this trait. */
export type PatchNameWith<Trait> = {
  [N in PatchName]: PatchKinds[N] extends Trait ? N : never
}[PatchName]

/** The type of the `value` that a kind carries. */
export type PatchValue<N extends PatchName> =
  FieldValues<PatchKinds[N]['fields']> extends { readonly value: infer Value } ? Value : never

type PatchSchema<N extends PatchName> = PatchKinds[N] extends {
  readonly fields: infer F extends v.ObjectEntries
}
  ? v.ObjectSchema<{ readonly op: v.LiteralSchema<N, undefined> } & F, undefined>
  : never

const schemas = Object.entries(patchKinds).map(([name, { fields }]) =>
  v.object({ op: v.literal(name), ...fields }),
) as unknown as readonly { [N in PatchName]: PatchSchema<N> }[PatchName][]

/**
 * One change of what a window shows. Each names its entity completely, so applying one twice,
 * or only the last of several for the same entity, gives the same result.
 */
export const PatchOp = v.variant('op', schemas)
export type PatchOp = v.InferOutput<typeof PatchOp>

export function kindOf(op: PatchOp): PatchKind {
  return patchKinds[op.op]
}

/**
 * `seq` grows by one per batch of a connection; a window that misses one asks for a snapshot.
 * With `isSnapshot` everything the window held is forgotten first.
 */
export const PatchBatch = v.object({ seq: v.number(), isSnapshot: v.boolean(), ops: v.array(PatchOp) })
export type PatchBatch = v.InferOutput<typeof PatchBatch>

/**
 * The batch that arrived, if all its kinds are known to this build. Their fields are not checked, because the core
 * is of the same build: a window that checked the whole first snapshot would paint it later.
 */
export function readBatch(payload: unknown): PatchBatch | undefined {
  if (typeof payload !== 'object' || payload === null) return undefined
  const { seq, isSnapshot, ops }: { seq?: unknown; isSnapshot?: unknown; ops?: unknown } = payload
  const isBatch = Number.isSafeInteger(seq) && typeof isSnapshot === 'boolean' && Array.isArray(ops)
  return isBatch && ops.every((op: unknown) => isKnown(op)) ? (payload as PatchBatch) : undefined
}

function isKnown(op: unknown): boolean {
  if (typeof op !== 'object' || op === null || !('op' in op)) return false
  return typeof op.op === 'string' && Object.hasOwn(patchKinds, op.op)
}

/** Name of the one-way event that carries a PatchBatch. */
export const patchEvent = 'patch'
