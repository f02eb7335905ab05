import type { TeamState } from '#shared/domain/team-log/team-state.ts'
import { isPersonalChat } from '../marks/chat-ids.ts'

const known = new WeakMap<TeamState['alarms'], ReadonlySet<number>>()

/**
 * Chats with an alarm that is not done; read once for each state of the alarms. An alarm about a private chat says
 * nothing of the chats that others have with the same person.
 */
export function findAlarmedChats(alarms: TeamState['alarms']): ReadonlySet<number> {
  let chatIds = known.get(alarms)
  if (chatIds === undefined) {
    const open = [...alarms.values()].filter(
      (alarm) => alarm.done === undefined && !isPersonalChat(alarm.chatId),
    )
    chatIds = new Set(open.map((alarm) => alarm.chatId))
    known.set(alarms, chatIds)
  }
  return chatIds
}
