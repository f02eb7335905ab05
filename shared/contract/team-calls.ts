import * as v from 'valibot'
import { method } from '../rpc/define-contract.ts'
import { ChatId, EpochSeconds, MessageId, UserId } from './entities/ids.ts'
import {
  AlarmView,
  ChannelReaders,
  EventId,
  ProjectMapping,
  RejectedView,
  TeamMention,
  TeamRole,
} from './entities/team.ts'
import { StaffMember } from './entities/triage.ts'

const nothing = v.undefined()
const alarm = v.object({ alarmId: EventId })
const chat = v.object({ chatId: ChatId })
const person = v.pipe(UserId, v.minValue(1 as UserId))
const userIds = v.pipe(v.array(person), v.maxLength(200))
/** Moments until the year 3000, as in the team's log. */
const moment = v.pipe(EpochSeconds, v.minValue(0), v.maxValue(32_503_680_000))

const readersErrors = [
  'chat_not_found',
  'not_a_supergroup',
  'is_public',
  'not_member',
  'offline',
  'flood_wait',
  'rejected',
] as const

/** Longest text of an internal note, UTF-16 units. */
export const maxNoteLength = 2_000

/** Calls about the team: its channel and log, roles and duty, alarms, visibility, notes and presence. */
export const teamCalls = {
  /** Groups that can be the team channel, the likeliest first: private supergroups this account is in. */
  'team.listCandidates': method({
    input: nothing,
    output: v.object({
      groups: v.array(
        v.object({
          chatId: ChatId,
          title: v.string(),
          memberCount: v.optional(v.number()),
          isAdmin: v.boolean(),
          /** Whether events of a log were found in the group. */
          hasTeamLog: v.boolean(),
          /** Absent: not looked up. */
          readers: v.optional(ChannelReaders),
        }),
      ),
    }),
  }),
  /** Who would read what the team writes in this group, as Telegram says now. */
  'team.readReaders': method({ input: chat, output: ChannelReaders, errors: readersErrors }),
  /**
   * Makes this group the team channel from now on. Where anybody reads who is not known as a colleague, `readers` has
   * their number as the user typed it and the key of what was shown; both have to hold still.
   */
  'team.choose': method({
    input: v.object({
      chatId: ChatId,
      readers: v.optional(
        v.object({ count: v.pipe(v.number(), v.safeInteger(), v.minValue(0)), key: v.string() }),
      ),
    }),
    output: nothing,
    errors: [...readersErrors, 'readers_not_confirmed', 'readers_changed', 'store_failed'],
  }),
  /** Makes a private supergroup with a description for people, adds the colleagues and chooses it. */
  'team.create': method({
    input: v.object({
      title: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(128)),
      userIds,
    }),
    output: v.object({ chatId: ChatId, notAdded: v.array(TeamMention) }),
    errors: ['offline', 'flood_wait', 'rejected', 'store_failed'],
    deadlineMs: 120_000,
  }),
  'team.addMembers': method({
    input: v.object({ userIds }),
    output: v.object({ notAdded: v.array(TeamMention) }),
    errors: ['no_team', 'offline', 'flood_wait', 'rejected'],
    deadlineMs: 120_000,
  }),
  /** Takes somebody out of the channel who has no role in the log: for managers who administer it. */
  'team.removeStranger': method({
    input: v.object({ userId: person }),
    output: nothing,
    errors: ['no_team', 'no_right', 'is_colleague', 'offline', 'flood_wait', 'rejected'],
  }),
  /** Contacts of the account that are not in the channel, by name or username. */
  'team.findContacts': method({
    input: v.object({ query: v.pipe(v.string(), v.trim(), v.maxLength(100)) }),
    output: v.object({ contacts: v.array(StaffMember) }),
    errors: ['offline', 'rejected'],
  }),
  /**
   * Forgets the channel, so that this console works alone again. The group in Telegram, and everything in it, stays
   * as it is.
   */
  'team.forget': method({ input: nothing, output: nothing, errors: ['store_failed'] }),
  /**
   * Writes the genesis: the first managers, this account always among them. The other members whom this console knows
   * as staff get the role duty. With `sharesRules` this console's rules and marks become the team's.
   */
  'team.begin': method({
    input: v.object({ managerIds: v.pipe(v.array(person), v.maxLength(99)), sharesRules: v.boolean() }),
    output: nothing,
    errors: ['no_team', 'no_right', 'has_begun', 'not_ready', 'store_failed'],
  }),
  /** `none` takes the role away. */
  'team.setRole': method({
    input: v.object({ userId: person, role: v.union([TeamRole, v.literal('none')]) }),
    output: nothing,
    errors: ['no_team', 'no_right', 'last_manager', 'store_failed'],
  }),
  /** Goes on or off duty; a user who goes off duty may say when they mean to be back. */
  'team.setDuty': method({
    input: v.object({ isOn: v.boolean(), backAtS: v.optional(moment) }),
    output: nothing,
    errors: ['no_team', 'no_right', 'store_failed'],
  }),
  'team.setDutySeesAll': method({
    input: v.object({ dutySeesAll: v.boolean() }),
    output: nothing,
    errors: ['no_team', 'no_right', 'store_failed'],
  }),
  /** The last messages of the channel that look like events and do not count, newest first. */
  'team.readRejected': method({ input: nothing, output: v.object({ rejected: v.array(RejectedView) }) }),
  'team.dismissMismatch': method({ input: nothing, output: nothing }),

  'alarm.raise': method({
    input: v.object({ chatId: ChatId, note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))) }),
    output: v.object({ alarmId: EventId }),
    errors: ['no_team', 'no_right', 'chat_not_found', 'already_raised', 'store_failed'],
  }),
  'alarm.take': method({
    input: alarm,
    output: nothing,
    errors: ['no_team', 'no_right', 'alarm_not_found', 'store_failed'],
  }),
  'alarm.done': method({
    input: alarm,
    output: nothing,
    errors: ['no_team', 'no_right', 'alarm_not_found', 'store_failed'],
  }),
  /** Alarms that are over, newest first. */
  'alarm.readHistory': method({
    input: v.object({ limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)) }),
    output: v.object({ alarms: v.array(AlarmView) }),
  }),

  'visibility.grant': method({
    input: v.object({
      chatId: ChatId,
      userId: person,
      task: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64))),
      untilS: v.optional(moment),
    }),
    output: nothing,
    errors: ['no_team', 'no_right', 'chat_not_found', 'store_failed'],
  }),
  'visibility.revoke': method({
    input: v.object({ chatId: ChatId, userId: person }),
    output: nothing,
    errors: ['no_team', 'no_right', 'chat_not_found', 'store_failed'],
  }),
  /** Sets which project of a tracker belongs to the chat; absent: none. */
  'chat.setProject': method({
    input: v.object({ chatId: ChatId, project: v.optional(ProjectMapping) }),
    output: nothing,
    errors: ['no_team', 'no_right', 'chat_not_found', 'store_failed'],
  }),
  'chat.getProject': method({
    input: chat,
    output: v.object({ project: v.optional(ProjectMapping) }),
    errors: ['chat_not_found'],
  }),

  /**
   * Adds a note once per `noteId`, however often it is called. The note is on disk when the call is answered, and
   * in the channel when there is a connection.
   */
  'note.add': method({
    input: v.object({
      noteId: EventId,
      chatId: ChatId,
      text: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(maxNoteLength)),
      mentionIds: v.pipe(v.array(person), v.maxLength(20)),
      messageId: v.optional(v.pipe(MessageId, v.minValue(1 as MessageId))),
    }),
    output: nothing,
    errors: ['no_team', 'no_right', 'chat_not_found', 'store_failed'],
  }),
  'note.remove': method({
    input: v.object({ chatId: ChatId, noteId: EventId }),
    output: nothing,
    errors: ['no_team', 'no_right', 'note_not_found', 'store_failed'],
  }),

  /** Tells which chat this window's user looks at, and whether they write there; absent chat: none. */
  'presence.set': method({
    input: v.object({ chatId: v.optional(ChatId), isWriting: v.boolean() }),
    output: nothing,
  }),
} as const
