import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import type { triageCalls } from '#shared/contract/triage-calls.ts'
import { checkClock, mergeClock } from '#shared/domain/reply-clock/clock-rules.ts'
import { checkCalendar } from '#shared/domain/working-calendar/check-calendar.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { Rows } from '../rows/create-rows.ts'
import type { Triage } from './create-triage.ts'
import { findUsers } from './find-users.ts'
import { readMembers } from '../telegram/read-members.ts'
import { describePerson } from './rules.ts'

/** Staff is chosen from groups of at most this many members. */
const memberLimit = 5_000

export interface TriageHandlerParts {
  readonly rows: Pick<Rows, 'model'>
  readonly triage: Triage
  readonly people: People
  readonly clock: Clock
  readonly client: () => TdClient | undefined
  readonly isOnline: () => boolean
}

/** The calls about order, marks, classes and clocks of chats; they are the same for every window. */
export function createTriageHandlers(
  parts: TriageHandlerParts,
): Pick<Handlers<CoreContract>, keyof typeof triageCalls> {
  const { client, clock, isOnline, people, triage } = parts
  const { model } = parts.rows
  const { book, classes, clocks, knowledge, markRead, marks, reading, rules } = triage
  /**
   * Runs for a chat that has a row. The row is built before the answer, so that the caller sees its mark with the
   * answer.
   */
  const withChat = <Outcome extends Result<unknown>>(chatId: ChatId, run: () => Outcome) => {
    if (model.findView(chatId) === undefined && model.findRecord(chatId) === undefined) {
      return fail('chat_not_found', 'no such chat')
    }
    const outcome = run()
    if (outcome.ok) model.flush()
    return outcome
  }
  const readGroupMembers = async (
    chatId: ChatId,
  ): Promise<Result<{ members: StaffMember[] }, 'chat_not_found' | 'forbidden' | 'offline' | 'rejected'>> => {
    const record = model.findRecord(chatId)
    const td = client()
    if (td === undefined || !isOnline()) return fail('offline', 'there is no connection to Telegram')
    if (record === undefined) return fail('chat_not_found', 'no such chat')
    const read = await readMembers(td, record, memberLimit)
    if (!read.ok) {
      const { code, details, message } = read.error
      if (code === 'closed') return fail('offline', message)
      return fail(code === 'forbidden' ? 'forbidden' : 'rejected', message, details)
    }
    return ok({
      members: read.value.userIds.flatMap((userId) => describePerson(people, userId) ?? []),
    })
  }

  return {
    'chat.setPinned': ({ chatId, isPinned }) => withChat(chatId, () => book.setPinned(chatId, isPinned)),
    'chat.movePin': ({ after, chatId }) => withChat(chatId, () => book.movePin(chatId, after)),
    'chat.setStar': ({ chatId, isStarred, note }) =>
      withChat(chatId, () => {
        if (!isStarred) return book.setStar(chatId, undefined)
        const hasNote = note !== undefined && note !== ''
        return book.setStar(chatId, { atMs: clock.now(), ...(hasNote ? { note } : {}) })
      }),
    'chat.setClass': ({ chatId, class: chatClass }) =>
      withChat(chatId, () => marks.setHandClass(chatId, chatClass === 'auto' ? undefined : chatClass)),
    'chat.getClockOverride': ({ chatId }) =>
      withChat(chatId, () => {
        const override = marks.clockOverrideOf(chatId)
        return ok(override === undefined ? {} : { override })
      }),
    'chat.setClockOverride': ({ chatId, override }) =>
      withChat(chatId, () => {
        const checked = checkClock(mergeClock(rules.view.clock, override))
        return checked.ok ? marks.setClockOverride(chatId, override) : checked
      }),
    'chat.noReplyNeeded': ({ chatId }) => clocks.noReplyNeeded(chatId),
    'chat.takeBackNoReply': ({ chatId }) => clocks.takeBackNoReply(chatId),
    'chat.setMuted': ({ chatId, forS }) => reading.setMuted(chatId, forS),
    'chat.markRead': ({ chatId }) => reading.markRead(chatId),
    'chat.markUnread': ({ chatId }) => reading.markUnread(chatId),
    'chats.countUnread': ({ tab }) => ok(markRead.count(tab)),
    'chats.markAllRead': ({ tab }) =>
      client() === undefined ? fail('not_ready', 'nobody is signed in') : markRead.start(tab),
    'chats.undoMarkAllRead': () =>
      client() === undefined ? fail('not_ready', 'nobody is signed in') : markRead.undo(),
    'chats.stopMarking': () => {
      markRead.stop()
      return ok()
    },
    'rules.set': (changes) => rules.set(changes),
    'rules.preview': async (changes) => {
      const { clock: marks, ...whoIsWho } = changes
      const calendar = marks === undefined ? ok() : checkCalendar(marks.calendar)
      if (!calendar.ok) return calendar
      const merged = rules.merge(whoIsWho)
      const view = merged.ok ? merged.value : rules.view
      await knowledge.consider(new Set(view.staff.map((member) => member.userId)), [...model.chatIds()])
      return ok({ chats: classes.preview(view) })
    },
    'rules.readMembers': ({ chatId }) => readGroupMembers(chatId),
    'rules.findUsers': ({ query }) => ok({ users: findUsers(people, query) }),
    'digest.dismiss': () => {
      clocks.dismissDigest()
      return ok()
    },
    'clock.readIntervals': ({ chatId, limit }) => ok({ intervals: [...clocks.readIntervals(chatId, limit)] }),
  }
}
