import * as v from 'valibot'
import { ChatId, EpochSeconds, MessageId, UserId } from './ids.ts'
import { MessagePreview } from './message.ts'

/** `customer` chats have a reply clock, `team` chats are ours alone, `other` is everything else. */
export const ChatClass = v.picklist(['customer', 'team', 'other'])
export type ChatClass = v.InferOutput<typeof ChatClass>

/** Why a chat is of its class; the page "Who is who" says it in words. */
export const ChatClassReason = v.picklist([
  /** Set by hand, by the user of this console. */
  'by_hand',
  'title_pattern',
  'folder',
  /** Every group with a customer in it counts, and this is one. */
  'every_group',
  /** A group whose people are all staff. */
  'only_staff',
  'private_chat',
  'broadcast_channel',
  /** A group that no rule names. */
  'no_rule',
])
export type ChatClassReason = v.InferOutput<typeof ChatClassReason>

/** Alarms stand on top, then our pins, then the rest. */
export const Section = v.picklist(['alarm', 'pinned', 'chats'])
export type Section = v.InferOutput<typeof Section>

/**
 * How long a customer has been waiting. Durations are working time (all time, where no hours are set), moments are
 * wall time. Windows go on counting by themselves: at `now` the wait is `elapsedMs`, plus `now - asOfMs` while it
 * runs, and no more than until `pausesAtMs`.
 */
export const WaitView = v.object({
  status: v.picklist(['waiting', 'red', 'breach']),
  /**
   * The oldest unanswered message; negative when it is in the group this chat was upgraded from, and absent in rows
   * that an earlier build kept.
   */
  messageId: v.optional(MessageId),
  sinceS: EpochSeconds,
  /** Unanswered messages of customers. */
  messageCount: v.number(),
  elapsedMs: v.number(),
  asOfMs: v.number(),
  isRunning: v.boolean(),
  /** The end of the present working hours; absent: the wait does not pause by itself. */
  pausesAtMs: v.optional(v.number()),
  /** While it pauses: the beginning of the next working hours. Absent: there are none ahead. */
  resumesAtMs: v.optional(v.number()),
  redAfterMs: v.number(),
  breachAfterMs: v.number(),
  /** Absent: no working hours are ahead. */
  redAtMs: v.optional(v.number()),
  breachAtMs: v.optional(v.number()),
  /** False while older messages are still being read: the wait may have begun earlier. */
  isComplete: v.boolean(),
})
export type WaitView = v.InferOutput<typeof WaitView>

/** Minutes since midnight of the calendar's zone; `to` is after `from`, 1440 is the next midnight. */
export const WorkingInterval = v.object({
  from: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439)),
  to: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1440)),
})
export type WorkingInterval = v.InferOutput<typeof WorkingInterval>

/** `always`: 24×7. `weekly`: seven days, Monday first, each with its intervals in order, none overlapping. */
export const WorkingCalendar = v.variant('kind', [
  v.object({ kind: v.literal('always') }),
  v.object({
    kind: v.literal('weekly'),
    /** IANA name, for instance Europe/Moscow. */
    timeZone: v.pipe(v.string(), v.nonEmpty(), v.maxLength(64)),
    days: v.pipe(v.array(v.pipe(v.array(WorkingInterval), v.maxLength(12))), v.length(7)),
    /** Days off, YYYY-MM-DD in the calendar's zone. */
    holidays: v.pipe(v.array(v.pipe(v.string(), v.isoDate())), v.maxLength(400)),
  }),
])
export type WorkingCalendar = v.InferOutput<typeof WorkingCalendar>

const minutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_080))

/** Marks of one chat that differ from those of the rules. */
export const ClockOverride = v.object({
  redAfterMin: v.optional(minutes),
  breachAfterMin: v.optional(minutes),
  calendar: v.optional(WorkingCalendar),
})
export type ClockOverride = v.InferOutput<typeof ClockOverride>

export const StaffMember = v.object({
  userId: UserId,
  /** The name as it was last seen. */
  name: v.pipe(v.string(), v.maxLength(512)),
  username: v.optional(v.pipe(v.string(), v.maxLength(64))),
})
export type StaffMember = v.InferOutput<typeof StaffMember>

/** Who our people are, which chats are customers', and when their clock turns red and breaches. */
export const RulesView = v.object({
  /** False for a new account: nothing waits until somebody has said who is who. */
  isSetUp: v.boolean(),
  /** Our own people, by numeric id. The account itself is always one of them; bots never are. */
  staff: v.pipe(v.array(StaffMember), v.maxLength(5_000)),
  /** A group's administrator who writes in the name of the group. */
  anonymousAdmins: v.picklist(['customer', 'staff']),
  customers: v.object({
    /** Every group with at least one person who is not staff. */
    everyGroup: v.boolean(),
    /** Words that a title contains, `*` standing for anything; case does not count. */
    titlePatterns: v.pipe(
      v.array(v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(100))),
      v.maxLength(100),
    ),
    /** Ids of Telegram's folders. */
    folderIds: v.pipe(v.array(v.pipe(v.number(), v.safeInteger())), v.maxLength(200)),
  }),
  clock: v.object({
    redAfterMin: minutes,
    breachAfterMin: minutes,
    reactionAnswers: v.boolean(),
    calendar: WorkingCalendar,
  }),
})
export type RulesView = v.InferOutput<typeof RulesView>

export const defaultRules: RulesView = {
  isSetUp: false,
  staff: [],
  anonymousAdmins: 'customer',
  customers: { everyGroup: true, titlePatterns: [], folderIds: [] },
  clock: { redAfterMin: 10, breachAfterMin: 15, reactionAnswers: false, calendar: { kind: 'always' } },
}

/** The class that a set of rules gives a chat; for the preview. */
export const ClassifiedChat = v.object({
  chatId: ChatId,
  title: v.string(),
  class: ChatClass,
  reason: ChatClassReason,
  /** The pattern or the folder's name behind the reason. */
  detail: v.optional(v.string()),
})
export type ClassifiedChat = v.InferOutput<typeof ClassifiedChat>

/** A job over many chats, for instance marking them read. */
export const JobView = v.object({
  doneCount: v.number(),
  totalCount: v.number(),
  /** Telegram asked to wait until then; ms since 1970. */
  pausedUntilMs: v.optional(v.number()),
})
export type JobView = v.InferOutput<typeof JobView>

/** The state of the list as a whole. */
export const TriageView = v.object({
  /** Chats by class; `waiting` includes the red ones, `red` includes those in breach. */
  counts: v.object({
    customer: v.number(),
    team: v.number(),
    waiting: v.number(),
    red: v.number(),
    breach: v.number(),
    unread: v.number(),
  }),
  /** The last time staff wrote in a customer chat, seconds since 1970. */
  lastAnswerAtS: v.optional(EpochSeconds),
  /** History is being read to find how long customers wait; absent: every clock is right. */
  reading: v.optional(JobView),
  markingRead: v.optional(v.object({ ...JobView.entries, isUndo: v.boolean() })),
  /** Chats that the last "mark all read" read and that can be marked unread again. */
  undoableReadCount: v.number(),
  /** What happened during an absence; stays until it is dismissed. */
  digest: v.optional(
    v.object({
      sinceMs: v.number(),
      /** When the absence ended. */
      untilMs: v.number(),
      redCount: v.number(),
      waitingCount: v.number(),
      unreadCount: v.number(),
    }),
  ),
})
export type TriageView = v.InferOutput<typeof TriageView>

export const waitEnds = ['reply', 'no_reply_needed', 'reaction', 'deleted', 'class_changed'] as const

/** One wait of a customer, from the oldest unanswered message to the end of the wait. */
export const WaitInterval = v.object({
  chatId: ChatId,
  /** Id of the message that began the wait; negative when it is in the group this chat was upgraded from. */
  startMessageId: v.number(),
  startS: EpochSeconds,
  endS: EpochSeconds,
  wallMs: v.number(),
  workingMs: v.number(),
  endedBy: v.picklist(waitEnds),
  /** Who answered, or said that no reply is needed. */
  answeredBy: v.optional(UserId),
  answerMessageId: v.optional(MessageId),
  messageCount: v.number(),
})
export type WaitInterval = v.InferOutput<typeof WaitInterval>

/**
 * The subject of a system notification; the window finds the words. Each chat has one notification at a time: a
 * later one takes its place. `digest` and `red_digest` are about many chats at once: `chatId` is the last of them
 * and `count` says how many.
 */
export const NotificationView = v.object({
  chatId: ChatId,
  kind: v.picklist([
    'message',
    'mention',
    'red',
    'breach',
    'digest',
    'red_digest',
    /** An alarm that was just raised, or sounds again; `preview` is its note, `author` the user who raised it. */
    'alarm',
    /** A colleague names the user in an internal note. */
    'note_mention',
  ]),
  /** Title of the chat. */
  title: v.string(),
  /** Author of the newest message; absent in private chats and channels. */
  author: v.optional(v.string()),
  preview: v.optional(MessagePreview),
  /** Number of messages, or of chats for a digest. */
  count: v.number(),
  /** How long the customer waits, whole minutes; for `red` and `breach`. */
  waitedMin: v.optional(v.number()),
  /** The alarm sounds again, because nobody took it in time. */
  isAgain: v.optional(v.literal(true)),
  isSilent: v.boolean(),
  canReply: v.boolean(),
})
export type NotificationView = v.InferOutput<typeof NotificationView>

/** Name of the one-way event that carries a NotificationView. */
export const notifyEvent = 'notify'
/** Name of the one-way event that carries a Retraction: the notification of a chat is out of date. */
export const retractEvent = 'retract'
/** A chat has one notification, and one more while an alarm sounds there. */
export const Retraction = v.object({ chatId: ChatId, isAlarm: v.optional(v.literal(true)) })
export type Retraction = v.InferOutput<typeof Retraction>
