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
  const opened = await Promise.all([openConsole('ivan'), openConsole('maria')])
  ivan = opened[0]
  maria = opened[1]
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
    const message = (await desk.readTeamLog()).at(-1)
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

  test("sounds again for managers when nobody takes it, by Telegram's time on a clock that is wrong", async () => {
    const lena = await desk.open('lena', { choosesTeam: false })
    await desk.close('lena')
    lena.clock.jump(3_600_000)
    const late = await openConsole('lena')
    const nowS = Math.floor(Date.now() / 1000)
    const { id } = await desk.post(
      'ivan',
      { type: 'alarm_raised', chat: chatIds.south, title: 'South shop' },
      { date: nowS - 174 },
    )
    const first = await waitForAlarm(late, chatIds.south, 'the alarm')
    expect(first).toMatchObject({ id, hasEscalated: false, isSounding: false })
    await waitForAlarm(
      late,
      chatIds.south,
      'it sounding again',
      ({ hasEscalated, isSounding }) => hasEscalated && isSounding,
    )
    await waitForAlarm(
      maria,
      chatIds.south,
      'it sounding again',
      ({ hasEscalated, isSounding }) => hasEscalated && isSounding,
    )
    // Whoever raised it hears that nobody comes.
    await waitForAlarm(ivan, chatIds.south, 'it sounding again', ({ isSounding }) => isSounding)
    const told = await late.window.waitFor(
      () => late.window.notifications.find(({ kind }) => kind === 'alarm'),
      () => 'the notification',
    )
    expect(told).toMatchObject({ chatId: chatIds.south, isAgain: true })
    expectOk(await late.window.calls['alarm.take']({ alarmId: id }))
    await waitForAlarm(
      maria,
      chatIds.south,
      'silence',
      ({ isSounding, taken }) => !isSounding && taken !== undefined,
    )
    await end(late, id)
    for (const one of [ivan, maria]) await waitUntilOver(one, chatIds.south)
    await desk.close('lena')
  })

  test('sounds again after three minutes, also those that a machine slept through', async () => {
    const alarmId = await raise(ivan, chatIds.west)
    await waitForAlarm(
      maria,
      chatIds.west,
      'the alarm',
      ({ hasEscalated, isSounding }) => isSounding && !hasEscalated,
    )
    maria.clock.jump(181_000)
    await waitForAlarm(maria, chatIds.west, 'it sounding again', ({ hasEscalated }) => hasEscalated)
    maria.clock.jump(-181_000)
    await end(maria, alarmId)
    await waitUntilOver(ivan, chatIds.west)
  })

  test('waits out a flood, and is sent with the time of its raising on screen', async () => {
    await desk.fault('flood', { method: 'messages.sendMessage', seconds: 3, user: userIds.ivan, times: 1 })
    const alarmId = await raise(ivan, chatIds.west)
    const pending = await waitForAlarm(ivan, chatIds.west, 'it waiting', ({ isPending }) => isPending)
    await waitForTeam(
      ivan,
      'the pause',
      ({ teamLog }) => teamLog.pausedUntilMs !== undefined && teamLog.pendingCount > 0,
    )
    expect(findAlarm(ivan, chatIds.west)?.raisedAtMs).toBe(pending.raisedAtMs)
    await waitForAlarm(maria, chatIds.west, 'the alarm', ({ id, isSounding }) => id === alarmId && isSounding)
    await waitForAlarm(ivan, chatIds.west, 'it sent', ({ isPending }) => !isPending)
    await end(maria, alarmId)
    await waitUntilOver(ivan, chatIds.west)
  })

  test('that a colleague was faster with is theirs, and whoever came later is told so', async () => {
    await desk.fault('flood', { method: 'messages.sendMessage', seconds: 3, user: userIds.ivan, times: 1 })
    const late = await raise(ivan, chatIds.west)
    expectOk(await ivan.window.calls['alarm.take']({ alarmId: late }))
    await waitForAlarm(ivan, chatIds.west, 'his own', ({ id, taken }) => id === late && taken !== undefined)
    const alarmId = await raise(maria, chatIds.west)
    await waitForAlarm(ivan, chatIds.west, 'hers', ({ id, taken }) => id === alarmId && taken === undefined)
    await expect
      .poll(() => ivan.window.session.notices.find(({ kind }) => kind === 'team_refused')?.details, {
        timeout: 15_000,
      })
      .toEqual({ type: 'alarm_raised', reason: 'alarm_is_open' })
    await waitForTeam(ivan, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0)
    expect(ivan.window.session.notices.find(({ kind }) => kind === 'team_refused')?.details).toEqual({
      type: 'alarm_raised',
      reason: 'alarm_is_open',
    })
    await end(ivan, alarmId)
    await waitUntilOver(maria, chatIds.west)
  })
})

describe('an alarm outlives', () => {
  test('a kill right after it was raised without a connection, and restarts of every console', async () => {
    await desk.close('ivan')
    await desk.fault('stall', { user: userIds.ivan })
    const { controlPort, mtprotoPort, tdjsonPath } = desk.datacenter
    const task = {
      datacenter: { controlPort, mtprotoPort, tdjsonPath },
      profileFolder: ivan.profileFolder,
      chatId: chatIds.north,
      note: 'Killed',
    }
    const running = startProgram(process.execPath, [program, JSON.stringify(task)])
    const [, alarmId = ''] = await running.waitForLine(/^raised (\S+)$/u)
    await running.stop('SIGKILL')
    ivan = await desk.open('ivan', { isSynced: false })
    await waitForAlarm(
      ivan,
      chatIds.north,
      'it waiting',
      ({ id, isPending, canOpen }) => id === alarmId && isPending && canOpen,
    )
    expect(ivan.window.chat(chatIds.north)?.alarm?.id).toBe(alarmId)
    expect(ivan.window.order()[0]).toBe(chatIds.north)
    expect(findAlarm(maria, chatIds.north)).toBeUndefined()
    await desk.close('maria')
    await desk.fault('resume', { user: userIds.ivan })
    await waitForAlarm(ivan, chatIds.north, 'it sent', ({ isPending }) => !isPending)
    await desk.close('ivan')
    // Raised while the console was down, and then known from the last run: both sound.
    for (let round = 0; round < 2; round += 1) {
      maria = await openConsole('maria')
      await waitForAlarm(
        maria,
        chatIds.north,
        'the sound',
        ({ id, isSounding }) => id === alarmId && isSounding,
      )
      await maria.window.waitFor(
        () => maria.window.order()[0] === chatIds.north,
        () => `the alarmed chat on top, now ${maria.window.order().join()}`,
      )
      if (round === 0) await desk.close('maria')
    }
    const said = (await desk.readTeamLog()).filter(
      ({ text }) => text.includes(alarmId) && text.includes('alarm_raised'),
    )
    expect(said).toHaveLength(1)
    await end(maria, alarmId)
    ivan = await openConsole('ivan')
    await waitUntilOver(ivan, chatIds.north)
  })
})
