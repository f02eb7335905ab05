import type { CoreContract } from '#shared/contract/core-contract.ts'
import { ok } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { Team } from '../create-team.ts'

type AlarmMethod = Extract<keyof CoreContract, `alarm.${string}`>

/** Alarms; the same for every window. */
export function createAlarmHandlers({
  team: { alarms },
}: {
  readonly team: Pick<Team, 'alarms'>
}): Pick<Handlers<CoreContract>, AlarmMethod> {
  return {
    'alarm.raise': ({ chatId, note }) => alarms.raise(chatId, note),
    'alarm.take': ({ alarmId }) => alarms.take(alarmId),
    'alarm.done': ({ alarmId }) => alarms.done(alarmId),
    'alarm.readHistory': ({ limit }) => ok({ alarms: [...alarms.readHistory(limit)] }),
  }
}
