import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from './open-store.ts'
import { acquireProfileLock } from './profile-lock.ts'

const chatId = 7 as ChatId

/** Reports after each step what must survive: one line per step, written synchronously. */
const writer = `
  import { writeSync } from 'node:fs'
  import { pino } from 'pino'
  import { SystemClock } from '#core/system-clock.ts'
  import { openStore } from '#core/store/open-store.ts'
  import { acquireProfileLock } from '#core/store/profile-lock.ts'
  import { buildInterval } from './test/support/builders/intervals.ts'
  import { buildMessage } from './test/support/builders/views.ts'
  const [folder, start] = process.argv.slice(-2)
  if (!acquireProfileLock(folder).ok) throw new Error('the profile is in use')
  const { store } = openStore({ folder, clock: new SystemClock(), log: pino({ level: 'silent' }), build: 'test' }).value
  const say = (what, n) => writeSync(1, what + ' ' + n + '\\n')
  for (let n = Number(start); ; n += 1) {
    if (store.saveDraft({ chatId: 7, text: String(n) }).ok) say('draft', n)
    const put = store.putOutbox({ sendId: 'send-' + n, chatId: 7, text: { text: 'x'.repeat(n % 500), entities: [] } })
    if (put.ok) say('outbox', n)
    const mark = { pinRank: 'a' + n, star: { atMs: n, note: String(n) }, noReply: { upToMessageId: n, atMs: n, byUserId: 1 } }
    if (store.saveChatMarks({ chatId: n % 5, ...mark }).ok) say('marks', n)
    if (store.saveIntervals([buildInterval(7, n)]).ok) say('interval', n)
    store.saveTail(7, { facts: [{ id: n, dateS: n, from: 'user', userId: 1, isOwn: false }], reachesStart: false })
    store.saveMessages([buildMessage(7, 2 * n), buildMessage(7, 2 * n + 1)])
    if (n % 3 === 0) store.flush()
    if (n % 7 === 0 && store.flush().ok) say('flushed', n)
  }
`

function spawnScript(script: string, args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ['--input-type=module-typescript', '--eval', script, '--', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

/** Waits until the child has printed `count` lines, kills it at once, and returns the last number of each kind. */
async function killAfter(child: ChildProcess, count: number): Promise<Map<string, number>> {
  const said = new Map<string, number>()
  let left = count
  for await (const line of createInterface({ input: child.stdout! })) {
    const [what = '', n] = line.split(' ')
    said.set(what, Number(n))
    left -= 1
    if (left === 0) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return said
}

describe('kill -9 in the middle of writing', () => {
  it('loses nothing that was acknowledged, and leaves a sound file', { timeout: 60_000 }, async () => {
    const folder = createTemporaryFolder()
    let next = 1
    for (const count of [1, 40, 333, 90, 700, 15]) {
      const said = await killAfter(spawnScript(writer, [folder, String(next)]), count)
      const opened = openStore({
        folder,
        clock: new FakeClock(),
        log: pino({ level: 'silent' }),
        build: 'test',
      })
      if (!opened.ok) throw new Error(opened.error.message)
      const { store } = opened.value
      expect(opened.value.opened.kind).toBe('opened')
      const lastDraft = Number(store.readAllDrafts()[0]?.text)
      expect(lastDraft).toBeGreaterThanOrEqual(said.get('draft') ?? 0)
      const sent = said.get('outbox')
      if (sent !== undefined) expect(store.findOutbox(`send-${sent}`)).toMatchObject({ state: 'queued' })
      const marked = said.get('marks')
      if (marked !== undefined) {
        const marks = store.readChatMarks().find((one) => one.chatId === marked % 5)
        const n = marks?.noReply?.atMs ?? 0
        expect(n).toBeGreaterThanOrEqual(marked)
        expect(marks).toEqual({
          chatId: marked % 5,
          pinRank: `a${n}`,
          star: { atMs: n, note: String(n) },
          noReply: { upToMessageId: n, atMs: n, byUserId: 1 },
        })
      }
      const waits = new Set(store.readIntervals(chatId, 100_000).map((wait) => wait.startMessageId))
      for (let n = next; n <= (said.get('interval') ?? 0); n += 1)
        expect(waits.has(n), `wait ${n}`).toBe(true)
      expect(store.loadTails().get(chatId)?.facts[0]?.id ?? 0).toBeGreaterThanOrEqual(
        said.get('flushed') ?? 0,
      )

      const ids = new Set<number>(store.readBefore(chatId, undefined, 100_000).map((message) => message.id))
      const flushed = said.get('flushed') ?? 0
      for (let n = next; n <= lastDraft; n += 1) {
        const [isFirst, isSecond] = [ids.has(2 * n), ids.has(2 * n + 1)]
        expect(isFirst, `half of what was saved at once, ${n}`).toBe(isSecond)
        if (n <= flushed) expect(isFirst, `message ${n}`).toBe(true)
      }
      await store.close()
      const db = new Database(join(folder, 'store.sqlite'), { readonly: true })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      db.close()
      next = lastDraft + 1
    }
  })
})

describe('the lock of a profile', () => {
  const holder = `
    import { acquireProfileLock } from '#core/store/profile-lock.ts'
    const lock = acquireProfileLock(process.argv.at(-1))
    process.stdout.write((lock.ok ? 'held' : lock.error.code) + ' 1\\n')
    setInterval(() => undefined, 1000)
  `

  it('is free again when its holder was killed', async () => {
    const folder = join(createTemporaryFolder(), 'new')
    const child = spawnScript(holder, [folder])
    let asked: ReturnType<typeof acquireProfileLock> | undefined
    for await (const line of createInterface({ input: child.stdout! })) {
      expect(line).toBe('held 1')
      asked = acquireProfileLock(folder)
      child.kill('SIGKILL')
    }
    expect(asked).toMatchObject({ ok: false, error: { code: 'profile_in_use' } })
    if (child.signalCode === null) await once(child, 'exit')
    const lock = acquireProfileLock(folder)
    expect(lock.ok).toBe(true)
    const said = await killAfter(spawnScript(holder, [folder]), 1)
    expect([...said.keys()]).toEqual(['profile_in_use'])
    if (lock.ok) lock.value.release()
  })

  it('is held once within a process too, and given back', () => {
    const folder = createTemporaryFolder()
    const first = acquireProfileLock(folder)
    expect(acquireProfileLock(folder)).toMatchObject({ ok: false, error: { code: 'profile_in_use' } })
    if (!first.ok) throw new Error('not locked')
    first.value.release()
    const second = acquireProfileLock(folder)
    expect(second.ok).toBe(true)
    if (second.ok) second.value.release()
  })

  it('does not stumble over a file that something else wrote', () => {
    const folder = createTemporaryFolder()
    writeFileSync(join(folder, 'profile.lock'), 'pid 4711 '.repeat(200))
    const lock = acquireProfileLock(folder)
    expect(lock.ok).toBe(true)
    if (lock.ok) lock.value.release()
    expect(acquireProfileLock(join(folder, 'profile.lock'))).toMatchObject({
      ok: false,
      error: { code: 'profile_unwritable' },
    })
  })
})
