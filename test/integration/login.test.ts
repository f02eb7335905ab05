import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'
import { guarded, ivan, maria, oleg, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeAll(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterAll(async () => {
  await datacenter.stop()
})

beforeEach(async () => {
  await datacenter.call('DELETE', '/faults')
})

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
})

async function openLoggedOut(): Promise<CoreHarness> {
  const harness = await openHarness({ datacenter })
  harnesses.push(harness)
  await harness.window.waitForAuth('wait_phone')
  return harness
}

async function enterCode(window: TestWindow, phone: string, code: string): Promise<void> {
  expectOk(await window.calls['auth.setPhone']({ phone }))
  await window.waitForAuth('wait_code')
  expectOk(await window.calls['auth.submitCode']({ code }))
}

test('by phone and code', async () => {
  const { window } = await openLoggedOut()
  expectOk(await window.calls['auth.setPhone']({ phone: `+${ivan.phone}` }))
  const step = await window.waitForAuth('wait_code')
  expect(step).toMatchObject({ codeLength: 5, via: 'sms' })
  expectOk(await window.calls['auth.submitCode']({ code: ivan.code }))
  await window.waitForSync()
  expect(window.session.me).toMatchObject({ id: ivan.id, name: 'Ivan Kuznetsov', username: 'ivan_duty' })
})

test('a wrong code is told, and the right one still works', async () => {
  const { window } = await openLoggedOut()
  expectOk(await window.calls['auth.setPhone']({ phone: ivan.phone }))
  await window.waitForAuth('wait_code')
  const wrong = await window.calls['auth.submitCode']({ code: '54321' })
  expect(wrong).toMatchObject({ ok: false, error: { code: 'code_invalid' } })
  expect(window.session.auth.kind).toBe('wait_code')
  expectOk(await window.calls['auth.submitCode']({ code: ivan.code }))
  await window.waitForAuth('ready')
})

test('an impossible number, a banned one and one that has to wait are told apart', async () => {
  const { window } = await openLoggedOut()
  expect(await window.calls['auth.setPhone']({ phone: '12' })).toMatchObject({
    ok: false,
    error: { code: 'phone_invalid' },
  })
  await datacenter.call('POST', '/faults', {
    kind: 'refuse',
    method: 'auth.sendCode',
    message: 'PHONE_NUMBER_BANNED',
    times: 1,
  })
  expect(await window.calls['auth.setPhone']({ phone: ivan.phone })).toMatchObject({
    ok: false,
    error: { code: 'phone_banned' },
  })
  await datacenter.call('POST', '/faults', { kind: 'flood', method: 'auth.sendCode', seconds: 600 })
  expect(await window.calls['auth.setPhone']({ phone: ivan.phone })).toMatchObject({
    ok: false,
    error: { code: 'flood_wait', details: { seconds: expect.any(Number) } },
  })
  await datacenter.call('DELETE', '/faults')
  expectOk(await window.calls['auth.setPhone']({ phone: ivan.phone }))
})

describe('the two-step password', () => {
  test('is asked with its hint; a wrong one is told, the right one opens', async () => {
    const { window } = await openLoggedOut()
    await enterCode(window, guarded.phone, guarded.code)
    expect(await window.waitForAuth('wait_password')).toMatchObject({ hint: 'door' })
    expect(await window.calls['auth.submitPassword']({ password: 'close the door' })).toMatchObject({
      ok: false,
      error: { code: 'password_invalid' },
    })
    expectOk(await window.calls['auth.submitPassword']({ password: guarded.password }))
    await window.waitForSync()
  })

  test('leads back to the phone number', async () => {
    const { window } = await openLoggedOut()
    await enterCode(window, guarded.phone, guarded.code)
    await window.waitForAuth('wait_password')
    expectOk(await window.calls['auth.restart'](undefined))
    await window.waitForAuth('wait_phone')
    await enterCode(window, ivan.phone, ivan.code)
    await window.waitForSync()
    expect(window.session.me?.id).toBe(ivan.id)
  })
})

test('by QR code', async () => {
  const { window } = await openLoggedOut()
  expectOk(await window.calls['auth.requestQr'](undefined))
  const step = await window.waitForAuth('wait_qr')
  const link = step.kind === 'wait_qr' ? step.link : ''
  expect(link).toMatch(/^tg:\/\/login\?token=/u)
  const token = new URL(link).searchParams.get('token')
  await datacenter.call('POST', '/login-token', { token, user: ivan.phone })
  await window.waitForSync()
  expect(window.session.me?.id).toBe(ivan.id)
})

test('a number without an account is refused politely, and leads back', async () => {
  const { window } = await openLoggedOut()
  expectOk(await window.calls['auth.setPhone']({ phone: '79995550000' }))
  await window.waitForAuth('wait_code')
  expectOk(await window.calls['auth.submitCode']({ code: '12345' }))
  const step = await window.waitForAuth('registration_refused')
  expect(step).toMatchObject({ phone: expect.stringContaining('79995550000') })
  expectOk(await window.calls['auth.restart'](undefined))
  await window.waitForAuth('wait_phone')
})

test('calls of another step are refused', async () => {
  const { window } = await openLoggedOut()
  for (const outcome of [
    await window.calls['auth.submitCode']({ code: '11111' }),
    await window.calls['auth.submitPassword']({ password: 'x' }),
    await window.calls['auth.resendCode'](undefined),
    await window.calls['auth.logOut'](undefined),
  ]) {
    expect(outcome).toMatchObject({ ok: false, error: { code: 'wrong_step' } })
  }
})

describe('logging out', () => {
  test('forgets the account and asks for the next one', async () => {
    const { window, profileFolder } = await openLoggedOut()
    await enterCode(window, ivan.phone, ivan.code)
    await window.waitForSync()
    expect(window.state.chats.size).toBe(5)
    expectOk(await window.calls['auth.logOut'](undefined))
    await window.waitForAuth('wait_phone')
    expect(window.state.chats.size).toBe(0)
    expect(window.order()).toEqual([])
    expect(window.session).not.toHaveProperty('me')
    expect(window.session.notices).toEqual([])
    await enterCode(window, maria.phone, maria.code)
    await window.waitForSync()
    expect(window.session.me?.id).toBe(maria.id)
    expect(window.findChat('Ivan Kuznetsov')).toBeDefined()
    await Promise.all(harnesses.splice(0).map((harness) => harness.close()))
    // The next start is Maria's too.
    const again = await openHarness({ datacenter, profileFolder })
    harnesses.push(again)
    await again.window.waitForSync()
    expect(again.window.session.me?.id).toBe(maria.id)
  })

  test('from elsewhere is noticed and told', async () => {
    const { window } = await openLoggedOut()
    await enterCode(window, ivan.phone, ivan.code)
    await window.waitForSync()
    await datacenter.call('POST', '/faults', { kind: 'endSessions', user: ivan.phone })
    await window.waitForAuth('wait_phone')
    expect(window.session.isAccountKept).toBe(true)
    expect(window.state.chats.size).toBe(0)
    await enterCode(window, ivan.phone, ivan.code)
    await window.waitForSync()
  })
})

test('nothing that is secret or private reaches the log', async () => {
  const harness = await openLoggedOut()
  const { window } = harness
  await enterCode(window, guarded.phone, guarded.code)
  await window.waitForAuth('wait_password')
  expectOk(await window.calls['auth.submitPassword']({ password: guarded.password }))
  await window.waitForSync()
  const { id } = await window.waitForChat('Support of Oleg')
  await window.open(id)
  await window.calls['messages.send']({
    sendId: crypto.randomUUID(),
    chatId: id,
    text: { text: 'between you and me', entities: [] },
  })
  await window.waitForMessage(id, 'between you and me')
  const log = harness.readLog()
  for (const secret of [
    guarded.phone,
    guarded.code,
    guarded.password,
    'between you and me',
    'Good morning',
  ]) {
    expect(log).not.toContain(secret)
  }
})

test('nothing that the triage knows of people and chats reaches the log', async () => {
  const harness = await openLoggedOut()
  const { window } = harness
  await datacenter.call('POST', '/faults', { kind: 'flood', method: 'messages.getHistory', seconds: 100 })
  await enterCode(window, ivan.phone, ivan.code)
  await window.waitForSync()
  const { id } = await window.waitForChat('Support of Oleg')
  const staff = [{ userId: maria.id as UserId, name: 'Maria the Colleague' }]
  const customers = { everyGroup: true, titlePatterns: ['confidential*'], folderIds: [] }
  expectOk(await window.calls['rules.preview']({ staff, customers }))
  expectOk(await window.calls['rules.set']({ isSetUp: true, staff, customers }))
  expectOk(await window.calls['rules.readMembers']({ chatId: id }))
  expectOk(await window.calls['rules.findUsers']({ query: 'Oleg' }))
  expectOk(await window.calls['chat.setPinned']({ chatId: id, isPinned: true }))
  expectOk(await window.calls['chat.setStar']({ chatId: id, isStarred: true, note: 'owes us money' }))
  await datacenter.call('POST', '/messages', { from: oleg.id, chat: id, text: 'my card number is' })
  await window.waitFor(
    () => window.notifications.length > 0 && window.chat(id)?.wait !== undefined,
    () => 'the customer to wait, and to be told of',
  )
  expectOk(await window.calls['chat.noReplyNeeded']({ chatId: id }))
  expectOk(await window.calls['chat.takeBackNoReply']({ chatId: id }))
  expectOk(await window.calls['clock.readIntervals']({ chatId: id, limit: 5 }))
  expectOk(await window.calls['chats.markAllRead']({ tab: 'main' }))
  await window.waitFor(
    () => window.chat(id)?.unreadCount === 0,
    () => 'the chat read',
  )
  const log = harness.readLog()
  expect(log).toContain('asking Telegram waits')
  for (const secret of ['Maria', 'Oleg', 'Colleague', 'confidential', 'owes us money', 'my card number']) {
    expect(log).not.toContain(secret)
  }
})
