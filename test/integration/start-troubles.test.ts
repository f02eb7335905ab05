import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { StartTrouble } from '#shared/contract/entities/session.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { type DatacenterProcess, startDatacenterProcess } from '../support/datacenter-process.ts'
import { createTemporaryFolder } from '../support/temporary-folder.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'
import { ivan, smallScenario } from './small.ts'

const draft = 'half a thought'
let datacenter: DatacenterProcess
let harness: CoreHarness | undefined

beforeAll(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})
afterAll(() => datacenter.stop())
afterEach(() => close())

async function open(profileFolder: string, loginPhone?: string): Promise<TestWindow> {
  harness = await openHarness({
    datacenter,
    profileFolder,
    ...(loginPhone === undefined ? {} : { loginPhone }),
  })
  return harness.window
}

async function close(): Promise<void> {
  await harness?.close()
  harness = undefined
}

/** A profile in which Ivan is signed in and has a draft. */
async function makeProfile(profileFolder: string): Promise<void> {
  const window = await open(profileFolder, ivan.phone)
  await window.waitForSync()
  const { id } = await window.waitForChat('Billing')
  expectOk(await window.calls['conversation.setDraft']({ chatId: id, text: draft }))
  await close()
}

async function expectBlocked(window: TestWindow, reason: StartTrouble['reason']): Promise<void> {
  const auth = await window.waitForAuth('blocked')
  expect(auth).toMatchObject({ trouble: { reason } })
}

async function expectDraft(window: TestWindow): Promise<void> {
  await window.waitForSync()
  const { id } = await window.waitForChat('Billing')
  await window.open(id)
  expect(window.conversation(id)?.draft.text).toBe(draft)
}

const lose: readonly [string, StartTrouble['reason'], (secrets: string) => void][] = [
  ['damaged', 'secrets_damaged', (secrets) => writeFileSync(secrets, '{"tdlib_database_key": "ab')],
  ['gone', 'key_lost', (secrets) => rmSync(secrets)],
  [
    'of another profile',
    'key_lost',
    (secrets) => writeFileSync(secrets, '{"tdlib_database_key": "b3RoZXI="}'),
  ],
  [
    'no file',
    'folder_unwritable',
    (secrets) => {
      rmSync(secrets)
      mkdirSync(secrets)
    },
  ],
]

test.each(lose)(
  'secrets that are %s are told as %s, and going on needs the file alone',
  async (_, reason, spoil) => {
    const profileFolder = createTemporaryFolder()
    await makeProfile(profileFolder)
    const secrets = join(profileFolder, 'secrets.json')
    copyFileSync(secrets, `${secrets}.copy`)
    const good = readFileSync(secrets, 'utf8')
    spoil(secrets)
    const window = await open(profileFolder)
    await expectBlocked(window, reason)
    rmSync(secrets, { recursive: true, force: true })
    writeFileSync(secrets, good)
    await expectDraft(window)
  },
)

test.each(lose.slice(0, 3))(
  'with secrets that are %s the same person can sign in again',
  async (_name, reason, spoil) => {
    const profileFolder = createTemporaryFolder()
    await makeProfile(profileFolder)
    spoil(join(profileFolder, 'secrets.json'))
    const window = await open(profileFolder)
    await expectBlocked(window, reason)
    expectOk(await window.calls['auth.startOver'](undefined))
    await window.waitForAuth('wait_phone')
    expect(window.session.isAccountKept).toBe(true)
    expectOk(await window.calls['auth.setPhone']({ phone: ivan.phone }))
    await window.waitForAuth('wait_code')
    expectOk(await window.calls['auth.submitCode']({ code: ivan.code }))
    await expectDraft(window)
  },
)

const isRoot = process.getuid?.() === 0 && process.platform === 'linux'

test.runIf(isRoot)(
  'a folder of TDLib that cannot be written is told, and going on needs one press',
  async () => {
    const profileFolder = createTemporaryFolder()
    const folder = join(profileFolder, 'tdlib')
    mkdirSync(folder)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', folder])
    let isMounted = true
    const unmount = (): void => {
      if (isMounted) execFileSync('umount', [folder])
      isMounted = false
    }
    onTestFinished(unmount)
    const window = await open(profileFolder, ivan.phone)
    await expectBlocked(window, 'folder_unwritable')
    expect(await window.calls['auth.setPhone']({ phone: ivan.phone })).toMatchObject({ ok: false })
    unmount()
    expectOk(await window.calls['auth.retryStart'](undefined))
    await window.waitForSync()
    expect(await window.calls['auth.retryStart'](undefined)).toMatchObject({ error: { code: 'wrong_step' } })
  },
)

test('files of TDLib that another program has open are told, and the console goes on when they are closed', async () => {
  const [mine, other] = [createTemporaryFolder(), createTemporaryFolder()]
  await makeProfile(other)
  copyFileSync(join(other, 'secrets.json'), join(mine, 'secrets.json'))
  symlinkSync(join(other, 'tdlib'), join(mine, 'tdlib'))
  const first = await openHarness({ datacenter, profileFolder: other })
  await first.window.waitForSync()
  const window = await open(mine)
  await expectBlocked(window, 'in_use')
  await first.close()
  await window.waitForSync()
})

test.runIf(isRoot)('a full disk is told, and the console goes on by itself when there is room', async () => {
  const profileFolder = createTemporaryFolder()
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', profileFolder])
  onTestFinished(() => void execFileSync('umount', [profileFolder]))
  await makeProfile(profileFolder)
  const { bavail, bsize } = statfsSync(profileFolder)
  writeFileSync(join(profileFolder, 'ballast'), Buffer.alloc(bavail * bsize - 1_000_000))
  const window = await open(profileFolder)
  await expectBlocked(window, 'disk_full')
  rmSync(join(profileFolder, 'ballast'))
  await expectDraft(window)
  await close()
})
