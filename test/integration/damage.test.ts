import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk } from '../support/test-window.ts'
import { ivan, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeEach(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
  await datacenter.stop()
})

async function open(profileFolder?: string): Promise<CoreHarness> {
  const harness = await openHarness({
    datacenter,
    loginPhone: ivan.phone,
    ...(profileFolder === undefined ? {} : { profileFolder }),
  })
  harnesses.push(harness)
  return harness
}

test('a damaged store is rebuilt from Telegram, the user is told, drafts and settings are back', async () => {
  const first = await open()
  await first.window.waitForSync()
  const { id } = await first.window.waitForChat('Billing')
  expectOk(await first.window.calls['conversation.setDraft']({ chatId: id, text: 'Not to be lost' }))
  expectOk(await first.window.calls['settings.set']({ rowHeight: 36 }))
  const chats = new Set(first.window.order())
  await first.close()

  const file = join(first.profileFolder, 'store.sqlite')
  const bytes = readFileSync(file)
  bytes.fill(0x5a, 0, Math.min(bytes.length, 8192))
  writeFileSync(file, bytes)

  const second = await open(first.profileFolder)
  expect(second.window.session.notices).toMatchObject([{ kind: 'store_rebuilt_marks_restored' }])
  await second.window.waitForSync()
  expect(new Set(second.window.order())).toEqual(chats)
  expect(second.window.state.settings?.rowHeight).toBe(36)
  await second.window.open(id)
  expect(second.window.conversation(id)?.draft.text).toBe('Not to be lost')
  await second.window.waitForMessage(id, 'Where is my invoice?')
  expect(readdirSync(first.profileFolder).some((name) => name.startsWith('store.sqlite.corrupted-'))).toBe(
    true,
  )
  const [notice] = second.window.session.notices
  expectOk(await second.window.calls['notice.dismiss']({ id: notice?.id ?? '' }))
  await second.window.waitFor(
    () => second.window.session.notices.length === 0,
    () => 'the dismissed notice',
  )
})

test('a lost TDLib folder is loaded anew, with the list on screen meanwhile', async () => {
  const first = await open()
  await first.window.waitForSync()
  const order = first.window.order()
  await first.close()
  writeFileSync(join(first.profileFolder, 'tdlib', 'td.binlog'), 'not a log')
  const second = await open(first.profileFolder)
  await second.window.waitForSync()
  expect(second.window.order()).toEqual(order)
})

test('the server may restart at any time', async () => {
  const { window } = await open()
  await window.waitForSync()
  const { id } = await window.waitForChat('Billing')
  await window.open(id)
  for (const text of ['After the first restart', 'After the second restart']) {
    await datacenter.call('POST', '/stop')
    await window.waitFor(
      () => window.session.connection !== 'ready',
      () => 'the lost connection',
    )
    await datacenter.call('POST', '/start')
    await datacenter.call('POST', '/messages', { from: ivan.phone, chat: id, text })
    await window.waitForMessage(id, text)
  }
  await window.waitForConnection('ready')
})
