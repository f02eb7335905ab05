import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { asChatId, asMessageId } from '../../telegram/ids.ts'
import type { ChatMarksBook } from '../../triage/chat-marks.ts'
import type { ReplyClocks } from '../../triage/clock-parts.ts'
import { pickShared, type Rules } from '../../triage/rules.ts'
import { isPersonalChat } from '#shared/domain/telegram-ids/chat-id.ts'

export interface SharedEventsParts {
  readonly book: ChatMarksBook
  readonly rules: Rules
  readonly clocks: Pick<ReplyClocks, 'isEndedByNoReply' | 'findDateS'>
}

/** The events that carry the rules and marks of a console that worked alone over to its team. */
export function readSharedEvents({ book, clocks, rules }: SharedEventsParts): readonly NewTeamEvent[] {
  const { anonymousAdmins, clock, customers } = pickShared(rules.view)
  const events: NewTeamEvent[] = [{ type: 'settings', rules: { anonymousAdmins, clock, customers } }]
  for (const id of book.chatIds()) {
    const chat = asChatId(id)
    const { clockOverride: override, handClass, noReply } = book.find(id) ?? {}
    if (handClass !== undefined) events.push({ type: 'chat_class', chat, class: handClass })
    if (override !== undefined) events.push({ type: 'clock_override', chat, override })
    // A mark that ends no wait now has no effect any more; marks of personal chats stay on this console.
    if (noReply === undefined || isPersonalChat(id) || !clocks.isEndedByNoReply(id)) continue
    const { atMs, upToMessageId } = noReply
    // Other consoles know the messages of the group that the chat was upgraded from by their time alone. A
    // mark on the first message here answers all of them as well.
    const up_to_s = clocks.findDateS(id, upToMessageId) ?? Math.floor(atMs / 1000)
    events.push({ type: 'no_reply', chat, up_to: asMessageId(Math.max(upToMessageId, 1)), up_to_s })
  }
  return events
}
