import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import { startProgram } from '../support/child-process.ts'
import { TeamDesk, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds, type ConsoleName } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

const program = fileURLToPath(new URL('../support/alarm-program.ts', import.meta.url))

let desk: TeamDesk
let ivan: TeamConsole
let maria: TeamConsole

async function openConsole(name: ConsoleName): Promise<TeamConsole> {
  const opened = await desk.open(name)
  await waitForTeam(opened, 'a role', ({ myRole }) => myRole !== undefined)
  return opened
}

function findAlarm({ window }: TeamConsole, chatId: ChatId): AlarmView | undefined {
  return window.state.alarms.find((alarm) => alarm.chatId === chatId && alarm.done === undefined)
}

/** Waits until the open alarm of the chat is as wanted. */
function waitForAlarm(
  at: TeamConsole,
  chatId: ChatId,
  what: string,
  fits: (alarm: AlarmView) => boolean = () => true,
): Promise<AlarmView> {
  return at.window.waitFor(
    () => {
      const alarm = findAlarm(at, chatId)
      return alarm !== undefined && fits(alarm) && alarm
    },
    () => `${what} at ${at.name}, now ${JSON.stringify(at.window.state.alarms)}`,
  )
}

function waitUntilOver(at: TeamConsole, chatId: ChatId): Promise<boolean> {
  return at.window.waitFor(
    () => findAlarm(at, chatId) === undefined && at.window.chat(chatId)?.alarm === undefined,
    () => `no alarm in ${chatId} at ${at.name}, now ${JSON.stringify(at.window.state.alarms)}`,
  )
}

async function raise(at: TeamConsole, chatId: ChatId, note?: string): Promise<string> {
  const input = note === undefined ? { chatId } : { chatId, note }
  return expectOk(await at.window.calls['alarm.raise'](input)).alarmId
}

async function end(at: TeamConsole, alarmId: string): Promise<void> {
  expectOk(await at.window.calls['alarm.done']({ alarmId }))
}

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  for (const name of ['ivan', 'maria'] as const) await desk.post(name, { type: 'duty', on: true })
  ;[ivan, maria] = (await Promise.all([openConsole('ivan'), openConsole('maria')])) as [
    TeamConsole,
    TeamConsole,
  ]
}, 60_000)

afterAll(async () => {
  await desk.dispose()
})

describe('an alarm', () => {
  test('is on top of every list, told and heard on duty, shown to the others, and over for all', async () => {
    const [lena, oleg] = await Promise.all([openConsole('lena'), openConsole('oleg')])
    expect(oleg.window.chat(chatIds.north)).toBeUndefined()
    const alarmId = await raise(ivan, chatIds.north, 'The cart is empty!')
    const seen = await waitForAlarm(maria, chatIds.north, 'the alarm', ({ isSounding }) => isSounding)
    expect(seen).toMatchObject({
      id: alarmId,
      title: 'North shop',
      note: 'The cart is empty!',
      raisedBy: { userId: userIds.ivan, name: 'Ivan Duty' },
      isPending: false,
      hasEscalated: false,
      canOpen: true,
    })
    // The batch of the alarm has the row and its place.
    expect(maria.window.order()[0]).toBe(chatIds.north)
    expect(maria.window.chat(chatIds.north)?.alarm).toMatchObject({ id: alarmId, raisedBy: 'Ivan' })
    const places = maria.window.state.lists.get('main')?.places
    expect(places?.get(chatIds.north)?.section).toBe('alarm')
    const told = await maria.window.waitFor(
      () => maria.window.notifications.find(({ kind }) => kind === 'alarm'),
      () => 'the notification',
    )
    expect(told).toEqual({
      chatId: chatIds.north,
      kind: 'alarm',
      title: 'North shop',
      author: 'Ivan Duty',
      preview: { kind: 'text', text: 'The cart is empty!' },
      count: 1,
      isSilent: false,
      canReply: false,
    })
    // Whoever raised it knows; managers off duty are spared; the task administrator sees what else is hidden.
    await waitForAlarm(
      ivan,
      chatIds.north,
      'the alarm sent',
      ({ isPending, isSounding }) => !isPending && !isSounding,
    )
    await waitForAlarm(lena, chatIds.north, 'the alarm', ({ isSounding }) => !isSounding)
    await waitForAlarm(oleg, chatIds.north, 'the alarm', ({ canOpen, isSounding }) => canOpen && !isSounding)
    await oleg.window.waitFor(
      () => oleg.window.order()[0] === chatIds.north,
      () => `the alarmed chat on top at oleg, now ${oleg.window.order().join()}`,
    )
    const message = (await desk.readLog()).at(-1)
    expect(message?.text.split('\n')[0]).toContain('The cart is empty!')
    expect(message?.text).toMatch(/North shop https:\/\/t\.me\/c\/\d+\/\d+/u)
    expect(message?.isSilent).toBe(false)

    expect(await maria.window.calls['alarm.raise']({ chatId: chatIds.north })).toMatchObject({
      error: { code: 'already_raised' },
    })
    expectOk(await maria.window.calls['alarm.take']({ alarmId }))
    for (const one of [ivan, maria, lena])
      await waitForAlarm(
        one,
        chatIds.north,
        'it taken',
        ({ isSounding, taken }) => taken?.by.name === 'Maria Duty' && !isSounding,
      )
    await maria.window.waitFor(
      () => maria.window.retractedAlarms.includes(chatIds.north),
      () => 'the notification taken back',
    )
    expect(ivan.window.chat(chatIds.north)?.alarm?.takenBy).toBe('Maria')
    await end(ivan, alarmId)
    for (const one of [ivan, maria, lena]) await waitUntilOver(one, chatIds.north)
    await oleg.window.waitFor(
      () => oleg.window.chat(chatIds.north) === undefined,
      () => 'the chat hidden again at oleg',
    )
    expect(oleg.window.state.alarms).toEqual([])
    expect(await oleg.window.calls['alarm.readHistory']({ limit: 10 })).toMatchObject({
      value: { alarms: [] },
    })
    expect(await lena.window.calls['alarm.readHistory']({ limit: 10 })).toMatchObject({
      value: {
        alarms: [{ id: alarmId, taken: { by: { name: 'Maria Duty' } }, done: { by: { name: 'Ivan Duty' } } }],
      },
    })
    expect(await ivan.window.calls['alarm.done']({ alarmId })).toMatchObject({
      error: { code: 'alarm_not_found' },
    })
    await Promise.all([desk.close('lena'), desk.close('oleg')])
  })
})
