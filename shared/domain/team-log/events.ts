import * as v from 'valibot'
import { ChatId, MessageId, UserId } from '../../contract/entities/ids.ts'
import { EventId, ProjectMapping, TeamRole } from '../../contract/entities/team.ts'
import { ChatClass, ClockOverride, RulesView } from '../../contract/entities/triage.ts'

/** Version of the events that this build writes. Newer ones are read as far as they are known. */
export const eventVersion = 1

const chat = { chat: ChatId }
const person = v.pipe(UserId, v.minValue(1 as UserId))
const message = v.pipe(MessageId, v.minValue(1 as MessageId))
/** Seconds since 1970, until the year 3000. */
export const Moment = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(32_503_680_000))

/** The events of the log, by type. Unknown fields are left out, so that a newer build may add some. */
export const teamEvents = {
  /** The root of trust: names the first managers. A later one counts from the channel's owner alone, and names the managers anew. */
  genesis: v.object({ managers: v.pipe(v.array(person), v.minLength(1), v.maxLength(100)) }),
  role: v.object({ user: person, role: v.union([TeamRole, v.literal('none')]) }),
  /** The duty of the author. */
  duty: v.object({ on: v.boolean(), back_at: v.optional(Moment) }),
  /** The event's id is the alarm's. `title` is for those who are not in the chat. */
  alarm_raised: v.object({
    ...chat,
    title: v.pipe(v.string(), v.maxLength(256)),
    note: v.optional(v.pipe(v.string(), v.maxLength(500))),
  }),
  alarm_taken: v.object({ alarm: EventId }),
  alarm_done: v.object({ alarm: EventId }),
  visibility_granted: v.object({
    ...chat,
    user: person,
    task: v.optional(v.pipe(v.string(), v.maxLength(64))),
    until: v.optional(Moment),
  }),
  visibility_revoked: v.object({ ...chat, user: person }),
  /** Settings that are absent stay as they are. */
  settings: v.object({
    duty_sees_all: v.optional(v.boolean()),
    rules: v.optional(
      v.object({
        anonymousAdmins: RulesView.entries.anonymousAdmins,
        customers: RulesView.entries.customers,
        clock: RulesView.entries.clock,
      }),
    ),
  }),
  /** `up_to_s`: the date of that message, for chats in which ids are not the same for everybody. */
  no_reply: v.object({ ...chat, up_to: message, up_to_s: Moment }),
  no_reply_taken_back: v.object(chat),
  /** Absent class, override or project: the chat has none of its own any more. */
  chat_class: v.object({ ...chat, class: v.optional(ChatClass) }),
  clock_override: v.object({ ...chat, override: v.optional(ClockOverride) }),
  chat_project: v.object({ ...chat, project: v.optional(ProjectMapping) }),
  note: v.object({
    ...chat,
    message: v.optional(message),
    text: v.pipe(v.string(), v.nonEmpty(), v.maxLength(2_000)),
    mentions: v.optional(v.pipe(v.array(person), v.maxLength(20)), []),
  }),
  note_removed: v.object({ ...chat, note: EventId }),
  /**
   * The state after the message `up_to`, for consoles that do not have all of the history. `hash` is over the
   * canonical form of `records`, so that a console which has the history can compare.
   */
  snapshot: v.object({
    up_to: message,
    hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/u)),
    records: v.pipe(v.array(v.pipe(v.array(v.unknown()), v.minLength(2))), v.maxLength(100_000)),
  }),
} as const

export type TeamEventType = keyof typeof teamEvents

/** An event without the fields that its console adds: `{type, …payload}`. */
export type NewTeamEvent = {
  readonly [Type in TeamEventType]: { readonly type: Type } & Readonly<
    v.InferOutput<(typeof teamEvents)[Type]>
  >
}[TeamEventType]

/** An event as it stands in the log: `{v, id, type, …payload}`. */
export type TeamEvent = { readonly v: number; readonly id: string } & NewTeamEvent

/** Whether other consoles can read the event; one that they cannot read would be written for nothing. */
export function isReadableEvent(event: NewTeamEvent): boolean {
  const schemas: ReadonlyMap<string, v.GenericSchema> = new Map(Object.entries(teamEvents))
  const schema = schemas.get(event.type)
  return schema !== undefined && v.is(schema, event)
}

/** Types that decide who may do what: their messages carry a hashtag, so that a new console finds all of them by search. */
export const authorityTypes: ReadonlySet<TeamEventType> = new Set(['genesis', 'role'])
