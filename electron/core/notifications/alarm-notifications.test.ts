import { beforeEach, describe, expect, it } from 'vitest'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import type { NotificationView, Retraction } from '#shared/contract/entities/triage.ts'
import { AlarmNotifications } from './alarm-notifications.ts'

const alarm: AlarmView = {
  id: 'alarm-01',
  chatId: -5 as ChatId,
  title: 'Polar Express',
  note: 'nothing works',
  raisedBy: { userId: 7 as UserId, name: 'Ivan Duty' },
  raisedAtMs: 1_000,
  isPending: false,
  escalatesAtMs: 181_000,
  hasEscalated: false,
  isSounding: true,
  canOpen: true,
}
const notification: NotificationView = {
  chatId: -5 as ChatId,
  kind: 'alarm',
  title: 'Polar Express',
  author: 'Ivan Duty',
  preview: { kind: 'text', text: 'nothing works' },
  count: 1,
  isSilent: false,
  canReply: false,
}

let told: (NotificationView | Retraction)[]
let notifications: AlarmNotifications
beforeEach(() => {
  told = []
  const note = (one: NotificationView | Retraction): void => void told.push(one)
  notifications = new AlarmNotifications({ notify: note, retract: note })
})

describe('an alarm', () => {
  it('is told once while it sounds, and once more when it sounds again', () => {
    notifications.follow([alarm])
    notifications.follow([{ ...alarm, isPending: true }])
    expect(told).toEqual([notification])
    notifications.follow([{ ...alarm, hasEscalated: true }])
    notifications.follow([{ ...alarm, hasEscalated: true }])
    expect(told.slice(1)).toEqual([{ ...notification, isAgain: true }])
    expect(notifications.readSounding()).toEqual([{ ...notification, isAgain: true }])
  })

  it('is told first when it sounds again, to those who had not heard it', () => {
    notifications.follow([{ ...alarm, isSounding: false }])
    expect(told).toEqual([])
    notifications.follow([{ ...alarm, hasEscalated: true }])
    expect(told).toEqual([{ ...notification, isAgain: true }])
  })

  it.each([
    ['is taken or too old', [{ ...alarm, isSounding: false }]],
    ['is not there any more', []],
  ])('is taken back once when it %s', (_, later) => {
    notifications.follow([alarm])
    notifications.follow(later)
    notifications.follow(later)
    expect(told.slice(1)).toEqual([{ chatId: -5, isAlarm: true }])
    expect(notifications.readSounding()).toEqual([])
  })
})
