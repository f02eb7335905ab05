import type { EventId } from '#shared/contract/entities/team.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { cutText } from '../../telegram/cut-text.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { PostErrorCode, TeamLog } from '../team-ports.ts'

/** Longest title in an event, UTF-16 units. */
const longestTitle = 256

export interface AlarmActionParts {
  readonly teamLog: Pick<TeamLog, 'channelId' | 'post' | 'state'>
  readonly context: { readonly chats: Pick<TeamContext['chats'], 'findView'> }
  readonly upgrades: Pick<Upgrades, 'findSuccessor'>
}

export type RaiseResult = Result<
  { readonly alarmId: EventId },
  PostErrorCode | 'chat_not_found' | 'already_raised'
>

/** Raises an alarm. It is loud, so that phones ring, and is sent before the events that wait. */
export function raiseAlarm(
  { context, teamLog, upgrades }: AlarmActionParts,
  open: readonly Alarm[],
  chatId: number,
  note: string | undefined,
): RaiseResult {
  if (teamLog.channelId === undefined) return fail('no_team', 'no team channel is chosen')
  const view = context.chats.findView(chatId)
  if (view === undefined) return fail('chat_not_found', 'no such chat')
  const isRaised = open.some((alarm) => (upgrades.findSuccessor(alarm.chatId) ?? alarm.chatId) === chatId)
  if (isRaised) return fail('already_raised', 'the chat has an open alarm')
  const title = cutText(view.title, longestTitle)
  const event = { type: 'alarm_raised', chat: view.id, title } as const
  const posted = teamLog.post(note === undefined || note === '' ? event : { ...event, note }, {
    isLoud: true,
    isUrgent: true,
  })
  return posted.ok ? ok({ alarmId: posted.value.id }) : posted
}

/** Takes an open alarm, or ends it. */
export function actOnAlarm(
  teamLog: AlarmActionParts['teamLog'],
  alarmId: EventId,
  type: 'alarm_taken' | 'alarm_done',
): Result<undefined, PostErrorCode | 'alarm_not_found'> {
  if (teamLog.channelId === undefined) return fail('no_team', 'no team channel is chosen')
  const alarm = teamLog.state.alarms.get(alarmId)
  if (alarm === undefined || alarm.done !== undefined) {
    return fail('alarm_not_found', 'there is no such open alarm')
  }
  const posted = teamLog.post({ type, alarm: alarmId }, { isUrgent: true })
  return posted.ok ? ok() : posted
}
