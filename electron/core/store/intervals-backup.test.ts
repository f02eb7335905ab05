import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { buildInterval } from '../../../test/support/builders/intervals.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from './open-store.ts'
import type { Store } from './store.ts'

const chatId = 7 as ChatId
const backupOf = (folder: string) => join(folder, 'intervals-backup.jsonl')

function open(folder: string, journalMaxBytes?: number): Store {
  const log = pino({ level: 'silent' })
  const size = journalMaxBytes === undefined ? {} : { journalMaxBytes }
  const result = openStore({ folder, clock: new FakeClock(), log, build: 'test', ...size })
  if (!result.ok) throw new Error(result.error.message)
  return result.value.store
}

const readStarts = (store: Store) =>
  store
    .readIntervals(chatId, 100_000)
    .map((wait) => wait.startMessageId)
    .toReversed()
const linesOf = (folder: string) =>
  readFileSync(backupOf(folder), 'utf8')
    .split('\n')
    .filter((line) => line !== '')

/** Saves the waits 1, 2, 3 and 4 twenty times each, and then drops wait 4. */
async function fill(folder: string): Promise<void> {
  const store = open(folder)
  for (let round = 0; round < 20; round += 1)
    store.saveIntervals([3, 1, 2, 4].map((start) => buildInterval(chatId, start)))
  store.dropIntervals([{ chatId, startMessageId: 4 }])
  await store.close()
}

function loseDatabase(folder: string): void {
  for (const name of ['store.sqlite', 'store.sqlite-wal', 'store.sqlite-shm'])
    rmSync(join(folder, name), { force: true })
}

describe('a journal that has grown long', () => {
  it('is replaced at the next opening by a snapshot, from which all intervals come back', async () => {
    const folder = createTemporaryFolder()
    await fill(folder)
    expect(linesOf(folder)).toHaveLength(81)
    const store = open(folder, 1000)
    expect(linesOf(folder)).toHaveLength(3)
    expect(existsSync(`${backupOf(folder)}.part`)).toBe(false)
    store.saveIntervals([buildInterval(chatId, 5)])
    await store.close()
    loseDatabase(folder)
    expect(readStarts(open(folder))).toEqual([1, 2, 3, 5])
  })

  it('stays while it is short, or no longer than its intervals need', async () => {
    const folder = createTemporaryFolder()
    await fill(folder)
    await open(folder).close()
    expect(linesOf(folder)).toHaveLength(81)
    await open(folder, 1000).close()
    const { ino } = statSync(backupOf(folder))
    await open(folder, 1).close()
    expect(statSync(backupOf(folder)).ino).toBe(ino)
  })

  it('loses its damaged lines when it is replaced, and nothing that the database has', async () => {
    const folder = createTemporaryFolder()
    await fill(folder)
    const damaged = linesOf(folder).map((line, index) => (index < 12 ? line.slice(0, 30) : line))
    writeFileSync(backupOf(folder), damaged.join('\n'))
    appendFileSync(backupOf(folder), '\n{"kind":"sa')
    await open(folder, 1000).close()
    expect(linesOf(folder)).toHaveLength(3)
    loseDatabase(folder)
    expect(readStarts(open(folder))).toEqual([1, 2, 3])
  })

  it('is the source of the snapshot when the database is lost as well', async () => {
    const folder = createTemporaryFolder()
    await fill(folder)
    loseDatabase(folder)
    // A kill during an earlier replacement left this unfinished file.
    writeFileSync(`${backupOf(folder)}.part`, '\n{"kind":"save","inter')
    await open(folder, 1000).close()
    expect(linesOf(folder)).toHaveLength(3)
    loseDatabase(folder)
    expect(readStarts(open(folder))).toEqual([1, 2, 3])
  })
})

/** Opens the store again and again, each time with a journal that is long enough to be replaced. */
const opener = `
  import { appendFileSync, writeSync } from 'node:fs'
  import { pino } from 'pino'
  import { SystemClock } from '#core/system-clock.ts'
  import { openStore } from '#core/store/open-store.ts'
  const folder = process.argv.at(-1)
  const log = pino({ level: 'silent' })
  for (;;) {
    appendFileSync(folder + '/intervals-backup.jsonl', '\\n' + 'x'.repeat(6_000_000))
    writeSync(1, 'opening\\n')
    const { store } = openStore({ folder, clock: new SystemClock(), log, build: 'test' }).value
    await store.close()
  }
`

async function killAfter(child: ChildProcess, count: number, pauseMs: number): Promise<void> {
  let left = count
  for await (const _ of createInterface({ input: child.stdout! })) {
    left -= 1
    if (left === 0) setTimeout(() => child.kill('SIGKILL'), pauseMs)
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
}

it('kill -9 while it is replaced loses nothing', { timeout: 60_000 }, async () => {
  const folder = createTemporaryFolder()
  const starts = Array.from({ length: 10_000 }, (_, index) => index + 1)
  const first = open(folder)
  first.saveIntervals(starts.map((start) => buildInterval(chatId, start)))
  await first.close()
  for (const pauseMs of [20, 40, 60, 90]) {
    const script = ['--input-type=module-typescript', '--eval', opener, '--', folder]
    await killAfter(spawn(process.execPath, script, { stdio: ['ignore', 'pipe', 'inherit'] }), 2, pauseMs)
    loseDatabase(folder)
    const store = open(folder, Infinity)
    expect(readStarts(store)).toEqual(starts)
    await store.close()
  }
})
