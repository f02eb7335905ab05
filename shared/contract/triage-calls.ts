import * as v from 'valibot'
import { method } from '../rpc/define-contract.ts'
import { ListId } from './entities/chat.ts'
import { ChatId, MessageId } from './entities/ids.ts'
import { ClassifiedChat, ClockOverride, RulesView, StaffMember, WaitInterval } from './entities/triage.ts'

const nothing = v.undefined()
const chat = v.object({ chatId: ChatId })
/** A list of Telegram's or of ours, or the unread chats of the main list. */
const tab = v.union([ListId, v.literal('unread')])

/** Calls about order, marks, classes and clocks of chats. */
export const triageCalls = {
  /**
   * Pins the chat behind all pinned ones, or unpins it. The mark is on disk when the call is answered, as all marks
   * are.
   */
  'chat.setPinned': method({
    input: v.object({ chatId: ChatId, isPinned: v.boolean() }),
    output: nothing,
    errors: ['chat_not_found', 'store_failed'],
  }),
  /** Moves a pinned chat behind another pinned one; without `after` to the top. */
  'chat.movePin': method({
    input: v.object({ chatId: ChatId, after: v.optional(ChatId) }),
    output: nothing,
    errors: ['chat_not_found', 'not_pinned', 'store_failed'],
  }),
  'chat.setStar': method({
    input: v.object({
      chatId: ChatId,
      isStarred: v.boolean(),
      note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
    }),
    output: nothing,
    errors: ['chat_not_found', 'store_failed'],
  }),
  /** `auto`: the rules decide again. */
  'chat.setClass': method({
    input: v.object({ chatId: ChatId, class: v.picklist(['customer', 'team', 'other', 'auto']) }),
    output: nothing,
    errors: ['chat_not_found', 'no_right', 'store_failed'],
  }),
  'chat.getClockOverride': method({
    input: chat,
    output: v.object({ override: v.optional(ClockOverride) }),
    errors: ['chat_not_found'],
  }),
  /** Without an override the chat has the marks of the rules. */
  'chat.setClockOverride': method({
    input: v.object({ chatId: ChatId, override: v.optional(ClockOverride) }),
    output: nothing,
    errors: ['chat_not_found', 'breach_before_red', 'calendar_invalid', 'no_right', 'store_failed'],
  }),
  /** The customer needs no answer to what was written until now. */
  'chat.noReplyNeeded': method({
    input: chat,
    output: v.object({ upToMessageId: MessageId }),
    errors: ['chat_not_found', 'not_waiting', 'no_right', 'store_failed'],
  }),
  /** Takes the last "no reply needed" of the chat back: its clock goes on as if nothing had been said. */
  'chat.takeBackNoReply': method({
    input: chat,
    output: nothing,
    errors: ['chat_not_found', 'nothing_to_take_back', 'no_right', 'store_failed'],
  }),
  /** Mutes the chat in Telegram, so that phones keep quiet too. Seconds; 0 unmutes it, absent means for ever. */
  'chat.setMuted': method({
    input: v.object({ chatId: ChatId, forS: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))) }),
    output: nothing,
    errors: ['chat_not_found', 'not_ready', 'rejected'],
  }),
  'chat.markRead': method({
    input: chat,
    output: nothing,
    errors: ['chat_not_found', 'not_ready', 'rejected'],
  }),
  'chat.markUnread': method({
    input: chat,
    output: nothing,
    errors: ['chat_not_found', 'not_ready', 'rejected'],
  }),
  /** How many chats `chats.markAllRead` would read now. */
  'chats.countUnread': method({
    input: v.object({ tab }),
    output: v.object({ chatCount: v.number(), messageCount: v.number() }),
  }),
  /** Begins to mark every chat of the tab as read and answers at once; TriageView shows the progress. */
  'chats.markAllRead': method({
    input: v.object({ tab }),
    output: v.object({ chatCount: v.number() }),
    errors: ['not_ready', 'busy'],
  }),
  /** Marks the chats of the last "mark all read" as unread again; Telegram allows no more than that. */
  'chats.undoMarkAllRead': method({ input: nothing, output: nothing, errors: ['not_ready', 'busy'] }),
  'chats.stopMarking': method({ input: nothing, output: nothing }),

  /**
   * Replaces the parts of the rules that are named; naming `isSetUp` completes the set-up. Parts that a team shares
   * can be changed by managers only, and change for the whole team; the team's staff are the members of its
   * channel. Folder rules stay on this console.
   */
  'rules.set': method({
    input: v.partial(RulesView),
    output: nothing,
    errors: ['breach_before_red', 'calendar_invalid', 'no_right', 'staff_by_team', 'store_failed'],
  }),
  /** Which class every chat would have by these rules; parts that are not named are as they are now. */
  'rules.preview': method({
    input: v.partial(RulesView),
    output: v.object({ chats: v.array(ClassifiedChat) }),
    errors: ['calendar_invalid'],
    deadlineMs: 60_000,
  }),
  /** The people of a group, without bots; to choose the staff from. */
  'rules.readMembers': method({
    input: chat,
    output: v.object({ members: v.array(StaffMember) }),
    errors: ['chat_not_found', 'forbidden', 'offline', 'rejected'],
    deadlineMs: 60_000,
  }),
  /** People known to this account whose name, username or id matches; the best matches first. */
  'rules.findUsers': method({
    input: v.object({ query: v.pipe(v.string(), v.trim(), v.maxLength(100)) }),
    output: v.object({ users: v.array(StaffMember) }),
  }),
  'digest.dismiss': method({ input: nothing, output: nothing }),
  /** The last waits of a chat that ended, newest first. */
  'clock.readIntervals': method({
    input: v.object({
      chatId: ChatId,
      limit: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(500)),
    }),
    output: v.object({ intervals: v.array(WaitInterval) }),
  }),
} as const
