import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { AlarmView, EventId } from '#shared/contract/entities/team.ts'
import type { Result } from '#shared/lib/result.ts'
import { openChat } from '../../shell/navigation.ts'
import { core, entities } from '../../entities/core.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { reportFailure } from '../../ui/report-failure.ts'
import { showToast } from '../../ui/toast.tsx'
import { closeAlarms } from './alarms-view.ts'

/** Calls the team to the chat. */
export function raiseAlarm(chatId: ChatId, note: string): Promise<Result<unknown>> {
  const kept = note.trim()
  return core.calls['alarm.raise'](kept === '' ? { chatId } : { chatId, note: kept })
}

export function takeAlarm(alarmId: EventId): Promise<boolean> {
  return report(core.calls['alarm.take']({ alarmId }))
}

/** Ends it for everybody. */
export function finishAlarm(alarmId: EventId): Promise<boolean> {
  return report(core.calls['alarm.done']({ alarmId }))
}

/** Opens the chat of an alarm that somebody has taken. */
export function joinAlarm({ canOpen, chatId }: AlarmView): void {
  if (!canOpen) return
  closeAlarms()
  openChat(chatId)
}

/** For the shortcuts: the alarm of the chat that the key is about. */
export function takeAlarmOf(chatId: ChatId): void {
  withAlarmOf(chatId, takeAlarm)
}

export function finishAlarmOf(chatId: ChatId): void {
  withAlarmOf(chatId, finishAlarm)
}

function withAlarmOf(chatId: ChatId, run: (alarmId: EventId) => Promise<boolean>): void {
  const alarm = entities.chats.getState().byId.get(chatId)?.alarm
  if (alarm === undefined) showToast({ text: language.t('notHere', { ns: 'alarms' }) })
  else void run(alarm.id)
}

function report(call: Promise<Result<unknown>>): Promise<boolean> {
  return reportFailure(call, 'alarm')
}
