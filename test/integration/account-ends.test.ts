import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import { startProgram } from '../support/child-process.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { type DatacenterProcess, startDatacenterProcess } from '../support/datacenter-process.ts'
import { findBytes } from '../support/find-bytes.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { expectOk, plain, readText, type TestWindow } from '../support/test-window.ts'
import { ivan, maria, smallScenario } from './small.ts'

const entry = fileURLToPath(new URL('../support/ending-program.ts', import.meta.url))
const draft = 'Your invoice will be'
const note = '! ask Maria before'
const unsent = 'The transfer failed twice'
const starNote = 'pays in cash'
/** What Ivan wrote and did not send, and what he noted: nobody but him may find it again. */
const secrets = [draft, note, unsent, starNote]

let datacenter: DatacenterProcess
let profileFolder: string
const harnesses: CoreHarness[] = []

beforeEach(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
  profileFolder = createTemporaryFolder()
})

afterEach(async () => {
  await closeAll()
  await datacenter.stop()
})

const closeAll = (): Promise<unknown> => Promise.all(harnesses.splice(0).map((harness) => harness.close()))

async function open(): Promise<TestWindow> {
  const harness = await openHarness({ datacenter, profileFolder })
  harnesses.push(harness)
  return harness.window
}

async function signIn(
  window: TestWindow,
  who: { readonly phone: string; readonly code: string },
): Promise<void> {
  await window.waitForAuth('wait_phone')
  expectOk(await window.calls['auth.setPhone']({ phone: who.phone }))
  await window.waitForAuth('wait_code')
  expectOk(await window.calls['auth.submitCode']({ code: who.code }))
  await window.waitForSync()
}

const endSession = (): Promise<unknown> =>
  datacenter.call('POST', '/faults', { kind: 'endSessions', user: ivan.phone })

/** Does everything that leaves something: rules, hours, marks, a team channel, drafts, a text that was not sent. */
async function leaveTraces(
  window: TestWindow,
): Promise<{ readonly support: ChatId; readonly billing: ChatId }> {
  const { id: support } = await window.waitForChat('Support of Oleg')
  const { id: billing } = await window.waitForChat('Billing')
  const staff = [{ userId: maria.id as UserId, name: 'Maria Sergeeva' }]
  const clock = { ...window.state.rules!.clock, redAfterMin: 1, breachAfterMin: 2 }
  expectOk(await window.calls['rules.set']({ isSetUp: true, staff, clock }))
  expectOk(await window.calls['chat.setStar']({ chatId: billing, isStarred: true, note: starNote }))
  expectOk(await window.calls['conversation.setDraft']({ chatId: support, text: draft }))
  expectOk(await window.calls['conversation.setDraft']({ chatId: billing, text: note }))
  await window.open(support)
  const refusal = {
    kind: 'refuse',
    method: 'messages.sendMessage',
    message: 'CHAT_WRITE_FORBIDDEN',
    times: 1,
  }
  await datacenter.call('POST', '/faults', refusal)
  const sendId = crypto.randomUUID()
  expectOk(await window.calls['messages.send']({ sendId, chatId: support, text: plain(unsent) }))
  await window.waitForMessage(support, unsent, 'failed')
  await window.waitFor(
    () => window.chat(support)?.wait?.status === 'breach' && window.chat(support),
    () => 'the customer to wait',
  )
  return { support, billing }
}

async function expectTraces(window: TestWindow, support: ChatId, billing: ChatId): Promise<void> {
  await window.waitFor(
    () => window.chat(support)?.wait?.status === 'breach',
    () => `the row to be red again: ${JSON.stringify(window.chat(support)?.wait)}`,
  )
  expect(window.state.rules).toMatchObject({ isSetUp: true, clock: { redAfterMin: 1 } })
  expect(window.chat(billing)).toMatchObject({ star: { note: starNote } })
  await window.open(support)
  await window.open(billing)
  expect(window.conversation(support)?.draft.text).toBe(draft)
  expect(window.conversation(billing)?.draft.text).toBe(note)
  const lost = await window.waitForMessage(support, unsent, 'failed')
  expectOk(await window.calls['messages.retry']({ chatId: support, messageId: lost.id }))
  await window.waitForMessage(support, unsent, 'sent')
}

function expectNothing(window: TestWindow): void {
  expect(window.state.chats.size).toBe(0)
  expect(window.session).not.toHaveProperty('me')
  const held = JSON.stringify([...window.state.conversations.values(), ...window.state.messages.values()])
  for (const secret of secrets) expect(held).not.toContain(secret)
}

describe('a session that was ended elsewhere', () => {
  test('leaves everything to the same person, who signs in again', async () => {
    const window = await open()
    await signIn(window, ivan)
    const { billing, support } = await leaveTraces(window)
    await endSession()
    await window.waitForAuth('wait_phone')
    expect(window.session.isAccountKept).toBe(true)
    expectNothing(window)
    expect(existsSync(join(profileFolder, 'signed-in'))).toBe(true)
    await signIn(window, ivan)
    expect(window.session).not.toHaveProperty('isAccountKept')
    await expectTraces(window, support, billing)
  })

  test('does so over a restart, which shows nothing of it', async () => {
    const first = await open()
    await signIn(first, ivan)
    const { billing, support } = await leaveTraces(first)
    await endSession()
    await first.waitForAuth('wait_phone')
    await closeAll()
    const window = await open()
    await window.waitForAuth('wait_phone')
    expect(window.session.isAccountKept).toBe(true)
    for (const batch of window.batches) {
      expect(batch.ops.filter(({ op }) => op === 'chat' || op === 'message')).toEqual([])
    }
    await signIn(window, ivan)
    await expectTraces(window, support, billing)
  })

  test('while the console was closed is the same', async () => {
    const first = await open()
    await signIn(first, ivan)
    const { billing, support } = await leaveTraces(first)
    await closeAll()
    await endSession()
    const window = await open()
    await window.waitForAuth('wait_phone')
    expect(window.session.isAccountKept).toBe(true)
    expectNothing(window)
    await signIn(window, ivan)
    await expectTraces(window, support, billing)
  })

  test('leaves nothing to another person, in no file, row, notification or window', async () => {
    const window = await open()
    await signIn(window, ivan)
    const { billing } = await leaveTraces(window)
    await endSession()
    await window.waitForAuth('wait_phone')
    expect(findBytes(profileFolder, secrets)).not.toEqual([])
    const toldBefore = window.notifications.length
    await signIn(window, maria)
    expect(window.session).not.toHaveProperty('isAccountKept')
    expect(findBytes(profileFolder, secrets)).toEqual([])
    expect(window.state.rules).toMatchObject({ isSetUp: false, staff: [] })
    expect(window.chat(billing)).not.toHaveProperty('star')
    await window.open(billing)
    expect(window.conversation(billing)?.draft.text).toBe('')
    expect(window.messages(billing).map(readText)).not.toContain(unsent)
    expect(JSON.stringify(window.notifications.slice(toldBefore))).not.toMatch(
      new RegExp(secrets.join('|'), 'u'),
    )
    await closeAll()
    expect(findBytes(profileFolder, secrets)).toEqual([])
  })

  test('can be removed before anybody signs in', async () => {
    const window = await open()
    await signIn(window, ivan)
    expect(await window.calls['auth.removeKept'](undefined)).toMatchObject({ error: { code: 'wrong_step' } })
    const { support } = await leaveTraces(window)
    await endSession()
    await window.waitForAuth('wait_phone')
    expectOk(await window.calls['auth.removeKept'](undefined))
    expect(findBytes(profileFolder, secrets)).toEqual([])
    expect(existsSync(join(profileFolder, 'signed-in'))).toBe(false)
    await signIn(window, ivan)
    await window.open(support)
    expect(window.messages(support).map(readText)).not.toContain(unsent)
    expect(window.state.rules).toMatchObject({ isSetUp: false })
  })
})

test('a log-out by the user leaves nothing, not even to the same person', async () => {
  const window = await open()
  await signIn(window, ivan)
  await leaveTraces(window)
  expectOk(await window.calls['auth.logOut'](undefined))
  await window.waitForAuth('wait_phone')
  expect(window.session).not.toHaveProperty('isAccountKept')
  expectNothing(window)
  expect(findBytes(profileFolder, secrets)).toEqual([])
})

describe('killed at any moment', () => {
  test.each([0, 1, 2, 4, 8, 16, 32, 64])(
    '%d ms after a log-out was asked for, it ends in nothing',
    async (delayMs) => {
      const window = await open()
      await signIn(window, ivan)
      await leaveTraces(window)
      await closeAll()
      await runUntilKilled('log_out', delayMs)
      const again = await open()
      await again.waitForAuth('wait_phone')
      expect(again.session).not.toHaveProperty('isAccountKept')
      expectNothing(again)
      expect(findBytes(profileFolder, secrets)).toEqual([])
    },
  )

  test.each([0, 4, 16, 64])(
    '%d ms after the session was ended elsewhere, everything is kept',
    async (delayMs) => {
      const window = await open()
      await signIn(window, ivan)
      const { billing, support } = await leaveTraces(window)
      await closeAll()
      await runUntilKilled('end_elsewhere', delayMs)
      const again = await open()
      await again.waitForAuth('wait_phone')
      expect(again.session.isAccountKept).toBe(true)
      await signIn(again, ivan)
      await expectTraces(again, support, billing)
    },
  )

  test.each([0, 4, 16, 64])('%d ms after another person signed in, nothing is left', async (delayMs) => {
    const window = await open()
    await signIn(window, ivan)
    await leaveTraces(window)
    await endSession()
    await window.waitForAuth('wait_phone')
    await closeAll()
    await runUntilKilled('sign_in_other', delayMs)
    const again = await open()
    await again.waitForSync()
    expect(again.session.me?.id).toBe(maria.id)
    expect(JSON.stringify([...again.state.chats.values()])).not.toContain(starNote)
    expect(findBytes(profileFolder, secrets)).toEqual([])
  })

  async function runUntilKilled(act: string, delayMs: number): Promise<void> {
    const { controlPort, mtprotoPort, tdjsonPath } = datacenter
    const task = { datacenter: { controlPort, mtprotoPort, tdjsonPath }, profileFolder, act, delayMs }
    const program = startProgram(process.execPath, [entry, JSON.stringify(task)])
    onTestFinished(() => program.stop('SIGKILL'))
    const [code, signal] = await once(program.child, 'exit')
    expect({ code, signal, output: program.output() }).toMatchObject({ signal: 'SIGKILL' })
  }
})
