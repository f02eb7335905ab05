import * as v from 'valibot'
import { ChatId, EpochSeconds, MessageId, UserId } from './ids.ts'

/** `manager` decides about roles, visibility and the team's settings; `duty` answers customers; `task` works on what it is shown. */
export const TeamRole = v.picklist(['manager', 'duty', 'task'])
export type TeamRole = v.InferOutput<typeof TeamRole>

/** One id per event of the team's log, made by the console that writes the event. */
export const EventId = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/u))
export type EventId = v.InferOutput<typeof EventId>

/** Somebody of the team, with the name that the core knows. */
export const TeamMention = v.object({ userId: UserId, name: v.string() })
export type TeamMention = v.InferOutput<typeof TeamMention>

/** The team channel as this account sees it. */
export const TeamChannel = v.object({
  chatId: ChatId,
  title: v.string(),
  /**
   * `joined` works. `left`: this account left it, `removed`: somebody took it out, `deleted`: there is no such channel
   * any more, `unknown`: Telegram has not said yet.
   */
  state: v.picklist(['joined', 'left', 'removed', 'deleted', 'unknown']),
})
export type TeamChannel = v.InferOutput<typeof TeamChannel>

/** Who would read what the team writes in a group, and is not known as a colleague. */
export const ChannelReaders = v.object({
  /** The first few by name; a bot or a person. */
  strangers: v.array(TeamMention),
  /** How many there are, with those whom Telegram does not name. 0: everybody in the group is a known colleague. */
  count: v.number(),
  /** False: Telegram hides members, or there are too many. */
  isWhole: v.boolean(),
  /** The group counts as a customer's chat by hand, by its title or by its folder. */
  isCustomers: v.boolean(),
  /** Of exactly these readers: whoever confirms them says it back. */
  key: v.string(),
})
export type ChannelReaders = v.InferOutput<typeof ChannelReaders>

/** A member of the channel to whom the log gives no role. */
export const Stranger = v.object({ ...TeamMention.entries, isBot: v.boolean() })
export type Stranger = v.InferOutput<typeof Stranger>

export const TeamView = v.object({
  /** Absent: this console works alone. */
  channel: v.optional(TeamChannel),
  teamLog: v.object({
    /**
     * `off`: no channel. `reading`: what the team has agreed is not known yet. `no_genesis`: read, and nobody named the
     * first managers. `ready`: the state below holds.
     */
    state: v.picklist(['off', 'reading', 'no_genesis', 'ready']),
    /** Messages of the channel that were read since the last start. */
    readCount: v.number(),
    /** The history is known back to its beginning, so that every snapshot can be checked. */
    isWhole: v.boolean(),
    /** Events of this console that wait to be sent. */
    pendingCount: v.number(),
    /** Until when Telegram asked to wait; ms since 1970. */
    pausedUntilMs: v.optional(v.number()),
    rejectedCount: v.number(),
    /** Somebody writes events that only a newer build understands. */
    isUpdateDue: v.boolean(),
    /** A snapshot did not agree with the history, and the log was read again. Absent once dismissed. */
    mismatch: v.optional(v.object({ atS: EpochSeconds, author: v.string() })),
  }),
  myRole: v.optional(TeamRole),
  /** Whether this account owns or administers the channel, and so may write the first genesis. */
  isChannelAdmin: v.boolean(),
  isChannelOwner: v.boolean(),
  amOnDuty: v.boolean(),
  /** People on duty, and all whose role is duty or who are on duty: "3 / 4". */
  duty: v.object({ onCount: v.number(), totalCount: v.number() }),
  /** Whether duty administrators see every customer's chat without a grant. */
  dutySeesAll: v.boolean(),
  /** Who reads the channel and is no colleague by the log; empty until the team has begun. */
  strangers: v.object({
    people: v.array(Stranger),
    /** False while Telegram has not told every member, or hides some. */
    isWhole: v.boolean(),
  }),
  /** Who changed the shared rules last; absent while they are this console's own. */
  rulesBy: v.optional(v.object({ name: v.string(), atS: EpochSeconds })),
})
export type TeamView = v.InferOutput<typeof TeamView>

export const noTeam: TeamView = {
  teamLog: {
    state: 'off',
    readCount: 0,
    isWhole: false,
    pendingCount: 0,
    rejectedCount: 0,
    isUpdateDue: false,
  },
  isChannelAdmin: false,
  isChannelOwner: false,
  amOnDuty: false,
  duty: { onCount: 0, totalCount: 0 },
  dutySeesAll: true,
  strangers: { people: [], isWhole: true },
}

/** A member of the channel, or somebody with a role in the team's log who is no member any more. */
export const TeamPerson = v.object({
  userId: UserId,
  name: v.string(),
  firstName: v.string(),
  username: v.optional(v.string()),
  initials: v.string(),
  accent: v.number(),
  role: v.optional(TeamRole),
  isMember: v.boolean(),
  isOwner: v.boolean(),
  isSelf: v.boolean(),
  isOnDuty: v.boolean(),
  /** When duty began or ended last; seconds since 1970. */
  dutySinceS: v.optional(EpochSeconds),
  /** Set for somebody off duty who means to be back then. */
  backAtS: v.optional(EpochSeconds),
})
export type TeamPerson = v.InferOutput<typeof TeamPerson>

/** Who looks at which chat now; entries are gone 90 s after their console said so last. */
export const PresenceEntry = v.object({
  userId: UserId,
  name: v.string(),
  chatId: ChatId,
  isWriting: v.boolean(),
})
export type PresenceEntry = v.InferOutput<typeof PresenceEntry>

export const AlarmView = v.object({
  id: EventId,
  chatId: ChatId,
  /** The chat's title as the user who raised the alarm sees it. */
  title: v.string(),
  note: v.optional(v.string()),
  raisedBy: TeamMention,
  raisedAtMs: v.number(),
  /** Raised on this console and not sent yet. */
  isPending: v.boolean(),
  taken: v.optional(v.object({ by: TeamMention, atMs: v.number(), isPending: v.boolean() })),
  done: v.optional(v.object({ by: TeamMention, atMs: v.number(), isPending: v.boolean() })),
  /** When the alarm sounds again, for managers too, if nobody takes it; by this machine's clock. */
  escalatesAtMs: v.number(),
  hasEscalated: v.boolean(),
  /** Whether the alarm sounds on this console now. */
  isSounding: v.boolean(),
  /** This account is in the chat and can open it. */
  canOpen: v.boolean(),
})
export type AlarmView = v.InferOutput<typeof AlarmView>

/** A note of the team between the messages of a chat; no customer ever gets it. */
export const NoteView = v.object({
  id: EventId,
  chatId: ChatId,
  /** The message that the note is about; absent: the note is about the chat and is placed by its time. */
  messageId: v.optional(MessageId),
  atS: EpochSeconds,
  author: TeamMention,
  text: v.string(),
  mentions: v.array(TeamMention),
  isMine: v.boolean(),
  /** `failed`: the note was refused, and is kept on this console. */
  state: v.picklist(['sent', 'pending', 'failed']),
  canRemove: v.boolean(),
})
export type NoteView = v.InferOutput<typeof NoteView>

/** A chat shown to somebody by a manager. */
export const GrantView = v.object({
  userId: UserId,
  name: v.string(),
  task: v.optional(v.string()),
  untilS: v.optional(EpochSeconds),
  by: TeamMention,
  atS: EpochSeconds,
})
export type GrantView = v.InferOutput<typeof GrantView>

/** Why a message of the channel does not count as an event. */
export const rejectReasons = [
  'malformed',
  'unknown_type',
  'too_large',
  'incomplete_parts',
  'edited',
  'forwarded',
  'via_bot',
  'not_a_person',
  'not_a_member',
  'no_genesis',
  'second_genesis',
  'no_right',
  'last_manager',
  'unknown_alarm',
  'unknown_note',
  'alarm_is_done',
  'alarm_is_open',
  'snapshot_mismatch',
  'not_marked',
] as const
export type RejectReason = (typeof rejectReasons)[number]

export const RejectedView = v.object({
  messageId: MessageId,
  atS: EpochSeconds,
  author: v.string(),
  /** Type of the event, as far as it could be read. */
  type: v.optional(v.string()),
  /** First line of the message. */
  line: v.string(),
  reason: v.picklist(rejectReasons),
})
export type RejectedView = v.InferOutput<typeof RejectedView>

/** Which project of a tracker belongs to the chat; the tracker's own words. */
export const ProjectMapping = v.object({
  tracker: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(40)),
  project: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
})
export type ProjectMapping = v.InferOutput<typeof ProjectMapping>
