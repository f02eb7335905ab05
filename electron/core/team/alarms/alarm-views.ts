import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { AlarmView, TeamMention } from '#shared/contract/entities/team.ts'
import type { AlarmSound } from '#shared/domain/alarms/alarm-sound.ts'
import type { Alarm, Deed } from '#shared/domain/team-log/team-state.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { asChatId } from '../../telegram/ids.ts'
import { userSender } from '../../telegram/sender.ts'
import type { People } from '../../telegram/people.ts'

export interface AlarmViewParts {
  readonly people: People
  readonly toLocalMs: (dateS: number) => EpochMs
  readonly raisedAtMs: EpochMs
  /** The chat as this account has it; undefined: this account is not in it. */
  readonly chatId: number | undefined
  readonly sound: AlarmSound
}

/** The alarm as windows show it. */
export function makeAlarmView(alarm: Alarm, parts: AlarmViewParts): AlarmView {
  const { chatId, people, raisedAtMs, sound, toLocalMs } = parts
  const mention = (userId: number): TeamMention => ({
    userId: userId as UserId,
    name: people.nameUser(userId),
  })
  const describe = (deed: Deed): NonNullable<AlarmView['taken']> => ({
    by: mention(deed.byUserId),
    atMs: toLocalMs(deed.atS),
    isPending: deed.isPending === true,
  })
  return {
    id: alarm.id,
    chatId: asChatId(chatId ?? alarm.chatId),
    title: alarm.title,
    ...(alarm.note === undefined ? {} : { note: alarm.note }),
    raisedBy: mention(alarm.raised.byUserId),
    raisedAtMs,
    isPending: alarm.raised.isPending === true,
    ...(alarm.taken === undefined ? {} : { taken: describe(alarm.taken) }),
    ...(alarm.done === undefined ? {} : { done: describe(alarm.done) }),
    escalatesAtMs: sound.escalatesAtMs,
    hasEscalated: sound.hasEscalated,
    isSounding: sound.isSounding,
    canOpen: chatId !== undefined,
  }
}

/** What the alarm adds to the row of its chat. */
export function makeRowAlarm(
  alarm: Alarm,
  { people, raisedAtMs }: Pick<AlarmViewParts, 'people' | 'raisedAtMs'>,
): NonNullable<ChatView['alarm']> {
  const nameShort = (userId: number): string => people.nameShort(userSender(userId))
  return {
    id: alarm.id,
    raisedAtMs,
    raisedBy: nameShort(alarm.raised.byUserId),
    ...(alarm.note === undefined ? {} : { note: alarm.note }),
    ...(alarm.taken === undefined ? {} : { takenBy: nameShort(alarm.taken.byUserId) }),
  }
}
