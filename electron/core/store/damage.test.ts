import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as fc from 'fast-check'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { buildInterval } from '../../../test/support/builders/intervals.ts'
import { buildChat, buildMessage, buildPlace } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'
import { openStore } from './open-store.ts'
import type { Store, StoreRebuilt, StoreTrouble } from './store.ts'
import type { ChatMarks } from './triage-store.ts'

const log = pino({ level: 'silent' })
const chatId = 7 as ChatId
const draft = { chatId, text: 'не потерять' }
const marks: ChatMarks = {
  chatId,
  pinRank: 'a',
  star: { atMs: 5, note: 'x' },
  noReply: { upToMessageId: 1, atMs: 2, byUserId: 3 },
}
const sendId = '6f8b3a52-9c0e-4d57-8c0e-1f1f6f6b7a10'
const startMs = Date.UTC(2026, 10, 21, 10, 28, 31)

function tryOpen(folder: string, maxPages?: number) {
  return openStore({ folder, clock: new FakeClock({ startMs }), log, build: 'test', maxPages })
}

function open(folder: string, maxPages?: number) {
  const result = tryOpen(folder, maxPages)
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

function fill(store: Store): void {
  store.saveSettings({ language: 'ru' })
  store.saveDraft(draft)
  store.saveFact('me', { id: 1 })
  store.putOutbox({ sendId, chatId, text: { text: 'hello', entities: [] } })
  store.saveRules({ isSetUp: true })
  store.saveChatMarks(marks)
  store.saveIntervals([1, 2, 3].map((id) => buildInterval(chatId, id)))
  store.dropIntervals([{ chatId, startMessageId: 2 }])
  for (let id = 1; id <= 300; id += 1) store.saveChat(buildChat(id, { title: `Chat ${id} `.repeat(30) }))
  for (let id = 1; id <= 300; id += 1) store.savePlace(buildPlace(id, `${id}`))
  store.saveMessages(Array.from({ length: 300 }, (_, id) => buildMessage(chatId, id + 1)))
}

async function prepare(): Promise<string> {
  const folder = createTemporaryFolder()
  const { store } = open(folder)
  fill(store)
  await store.close()
  return folder
}

function expectMarks(store: Store): void {
  expect(store.readSettings().language).toBe('ru')
  expect(store.readAllDrafts()).toEqual([draft])
  expect(store.readFact('me')).toEqual({ id: 1 })
  expect(store.findOutbox(sendId)?.text.text).toBe('hello')
  expect(store.readRules().isSetUp).toBe(true)
  expect(store.readChatMarks()).toEqual([marks])
  expect(store.readIntervals(chatId, 9)).toEqual([buildInterval(chatId, 3), buildInterval(chatId, 1)])
}

/** Overwrites the pages that hold a table's rows, not its root. */
function damageTable(folder: string, name: string): void {
  const file = join(folder, 'store.sqlite')
  const db = new Database(file)
  const root = db
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(name)!
  db.close()
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (root - 1) * 4096, root * 4096)
  writeFileSync(file, bytes)
}

describe('a damaged file', () => {
  it.each([
    ['garbage', (file: string) => writeFileSync(file, 'no database at all '.repeat(1000))],
    ['half of it', (file: string) => truncateSync(file, 4096 * 3)],
    ['a page of another file', (file: string) => truncateSync(file, 5000)],
  ])('with %s is set aside, and marks come back', async (_name, damage) => {
    const folder = await prepare()
    const file = join(folder, 'store.sqlite')
    damage(file)
    const damaged = readFileSync(file)
    const { store, opened } = open(folder)
    const setAsidePath = join(folder, 'store.sqlite.corrupted-2026-11-21T10-28-31-000Z')
    expect(opened).toEqual({ kind: 'rebuilt', marksRestored: true, setAsidePath })
    expect(readFileSync(setAsidePath)).toEqual(damaged)
    expect(store.loadList()).toEqual({ chats: [], places: [], folders: [] })
    expectMarks(store)
    expect(store.readInterrupted().map((entry) => entry.sendId)).toEqual([sendId])
    await store.close()
    const again = open(folder)
    expect(again.opened.kind).toBe('opened')
    expectMarks(again.store)
  })

  it.each(['chats', 'places', 'drafts', 'chat_marks', 'rules'])(
    'is noticed when it is opened: %s',
    async (table) => {
      const folder = await prepare()
      damageTable(folder, table)
      const { store, opened } = open(folder)
      expect(opened).toMatchObject({ kind: 'rebuilt', marksRestored: true })
      expectMarks(store)
    },
  )

  it('is noticed when messages are read: the store goes on, empty, with its marks', async () => {
    const folder = await prepare()
    damageTable(folder, 'messages')
    const { store, opened } = open(folder)
    expect(opened.kind).toBe('opened')
    // This draft is newer than the backup, so the store reads it from what is left of the damaged file.
    store.saveDraft({ chatId: 8 as ChatId, text: 'newer' })
    const rebuilt: StoreRebuilt[] = []
    store.onRebuilt((event) => rebuilt.push(event))
    expect(store.readBefore(chatId, undefined, 50)).toEqual([])
    expect(rebuilt).toMatchObject([{ marksRestored: true }])
    expect(existsSync(rebuilt[0]!.setAsidePath)).toBe(true)
    expect(store.readAllDrafts()).toEqual([draft, { chatId: 8, text: 'newer' }])
    store.saveChat(buildChat(1))
    expect(store.loadList().chats).toEqual([buildChat(1)])
    await store.close()
    expect(open(folder).store.loadList().chats).toEqual([buildChat(1)])
  })

  it.each(['tails', 'intervals'])('is noticed when it is read: %s', async (table) => {
    const folder = await prepare()
    damageTable(folder, table)
    const { store, opened } = open(folder)
    expect(opened.kind).toBe('opened')
    expect(store.loadTails()).toEqual(new Map())
    expectMarks(store)
    await store.close()
  })

  it('that is missing is reported as a rebuild', async () => {
    const folder = await prepare()
    writeFileSync(join(folder, 'store.sqlite'), '')
    const { store, opened } = open(folder)
    expect(opened).toEqual({ kind: 'rebuilt', marksRestored: true })
    expectMarks(store)
  })

  it('is restored at the next start when the last restore was interrupted', async () => {
    const folder = await prepare()
    rmSync(join(folder, 'store.sqlite'))
    const half = openDatabase({ folder, build: 'test', migrations }, startMs)
    if (half.ok) half.value.db.close()
    const { store, opened } = open(folder)
    expect(opened).toEqual({ kind: 'rebuilt', marksRestored: true })
    expectMarks(store)
    store.saveDraft({ chatId, text: '' })
    await store.close()
    const again = open(folder)
    expect(again.opened.kind).toBe('opened')
    expect(again.store.readAllDrafts()).toEqual([])
  })

  it('and a damaged backup make an empty store; both are kept', async () => {
    const folder = await prepare()
    writeFileSync(join(folder, 'store.sqlite'), 'x'.repeat(5000))
    writeFileSync(join(folder, 'marks-backup.json'), '{"format":1')
    const { store, opened } = open(folder)
    expect(opened).toMatchObject({ kind: 'rebuilt', marksRestored: false })
    expect(store.readAllDrafts()).toEqual([])
    expect(readdirSync(folder).filter((name) => /corrupted|unreadable/u.test(name))).toHaveLength(2)
  })

  it('with tables of another program is not written to', async () => {
    const folder = createTemporaryFolder()
    const db = new Database(join(folder, 'store.sqlite'))
    db.exec('CREATE TABLE somebody (x)')
    db.close()
    expect(open(folder).opened).toMatchObject({ kind: 'rebuilt', marksRestored: false })
  })
})

describe('a version that was hit by damage', () => {
  it.each([-2_147_483_643, 1, 2])('such as %i is noticed, and the marks come back', async (version) => {
    const folder = await prepare()
    const db = new Database(join(folder, 'store.sqlite'))
    db.pragma(`user_version = ${version}`)
    db.close()
    expect(open(folder).opened).toMatchObject({ kind: 'rebuilt', marksRestored: true })
  })

  it('is noticed when the applied migrations are gone', async () => {
    const folder = await prepare()
    const db = new Database(join(folder, 'store.sqlite'))
    db.exec('DROP TABLE applied_migrations')
    db.close()
    expect(open(folder).opened).toMatchObject({ kind: 'rebuilt', marksRestored: true })
  })
})

const chatsSql = 'CREATE TABLE chats ('

it('whose schema was hit, so that a column has another name, is made anew with its marks', async () => {
  const folder = await prepare()
  const path = join(folder, 'store.sqlite')
  const content = readFileSync(path)
  // Pages that are free may hold it too.
  for (let at = content.indexOf(chatsSql); at >= 0; at = content.indexOf(chatsSql, at + 1))
    content.write('kAnd', content.indexOf('kind', at))
  writeFileSync(path, content)
  const { opened, store } = open(folder)
  expect(opened).toMatchObject({ kind: 'rebuilt', marksRestored: true })
  expectMarks(store)
  store.saveChat(buildChat(1))
  await store.close()
})

describe('any bytes of any file', () => {
  it(
    'may be wrong: opening and reading never throw, and writing works after it',
    { timeout: 60_000 },
    async () => {
      const sound = await prepare()
      const names = ['store.sqlite', 'store.sqlite-wal', 'marks-backup.json', 'intervals-backup.jsonl']
      const contents = names.map((name) =>
        existsSync(join(sound, name)) ? readFileSync(join(sound, name)) : Buffer.alloc(0),
      )
      const blow = fc.record({
        file: fc.nat(3),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        bytes: fc.uint8Array({ minLength: 1, maxLength: 600 }),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(blow, { minLength: 1, maxLength: 12 }), async (blows) => {
          const folder = mkdtempSync(join(sound, 'case-'))
          names.forEach((name, index) => {
            const content = Buffer.from(contents[index]!)
            for (const { file, at, bytes } of blows) {
              if (file === index)
                content.set(
                  bytes.subarray(0, content.length),
                  Math.floor(at * Math.max(0, content.length - bytes.length)),
                )
            }
            if (content.length > 0) writeFileSync(join(folder, name), content)
          })
          const result = tryOpen(folder)
          if (!result.ok) {
            // The damage hit the version number, so the file cannot be told from a newer build's store.
            expect(result.error.code).toBe('store_from_newer_build')
            return
          }
          const { store } = result.value
          store.loadList()
          store.readSettings()
          store.readAllDrafts()
          store.readFact('me')
          store.readInterrupted()
          store.loadTails()
          store.readChatMarks()
          store.readRules()
          store.readIntervals(chatId, 9)
          store.readAround(chatId, 150 as MessageId, 400)
          store.saveMessages([buildMessage(chatId, 5000)])
          store.saveChat(buildChat(chatId))
          expect(store.saveDraft({ chatId, text: 'after' }).ok).toBe(true)
          expect(store.saveChatMarks({ chatId, pinRank: 'b' }).ok).toBe(true)
          expect(store.saveIntervals([buildInterval(chatId, 4)]).ok).toBe(true)
          expect(store.flush().ok).toBe(true)
          expect(store.readAllDrafts()).toEqual([{ chatId, text: 'after' }])
          expect(store.readBefore(chatId, undefined, 1)).toEqual([buildMessage(chatId, 5000)])
          await store.close()
        }),
        { numRuns: 60 },
      )
    },
  )
})

describe('a folder', () => {
  it('of a newer build is refused and left as it is', async () => {
    const folder = await prepare()
    const db = new Database(join(folder, 'store.sqlite'))
    db.pragma('user_version = 999')
    db.close()
    expect(tryOpen(folder)).toMatchObject({ ok: false, error: { code: 'store_from_newer_build' } })
    expect(readdirSync(folder).some((name) => name.includes('corrupted'))).toBe(false)
  })

  it('that cannot be written is refused', () => {
    const folder = createTemporaryFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(tryOpen(join(folder, 'file', 'profile'))).toMatchObject({
      ok: false,
      error: { code: 'profile_unwritable' },
    })
    mkdirSync(join(folder, 'store.sqlite'))
    expect(tryOpen(folder)).toMatchObject({ ok: false, error: { code: 'profile_unwritable' } })
  })
})

describe('a full disk', () => {
  const long = 'x'.repeat(3000)
  const big = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) =>
      buildMessage(9, from + n, { content: { kind: 'text', text: { text: long, entities: [] } } }),
    )

  it('lets reading go on, keeps what waits, and recovers', async () => {
    const folder = createTemporaryFolder()
    const { store } = open(folder, 100)
    const troubles: (StoreTrouble | undefined)[] = []
    store.onTrouble((trouble) => troubles.push(trouble))
    store.saveMessages(big(1, 20))
    store.saveMessages([buildMessage(chatId, 1)])
    store.saveDraft(draft)
    expect(store.flush().ok).toBe(true)

    store.saveMessages(big(100, 200))
    store.saveChat(buildChat(1))
    expect(store.flush()).toMatchObject({ ok: false, error: { code: 'store_failed' } })
    expect(troubles).toMatchObject([{ kind: 'disk_full' }])
    expect(store.readBefore(chatId, undefined, 9)).toHaveLength(1)
    expect(store.readBefore(9 as ChatId, undefined, 1)).toMatchObject([{ id: 20 }])
    expect(store.readAllDrafts()).toEqual([draft])
    const tooLong = { chatId, text: 'y'.repeat(1_000_000) }
    expect(store.saveDraft(tooLong)).toMatchObject({ ok: false, error: { code: 'store_failed' } })
    expect(store.readAllDrafts()).toEqual([draft])
    expect(store.putOutbox({ sendId: 'z', chatId, text: { text: tooLong.text, entities: [] } }).ok).toBe(
      false,
    )
    expect(store.findOutbox('z')).toBeUndefined()
    expect(troubles).toHaveLength(1)

    // Dropping a chat frees space, and the waiting changes are written in the same transaction.
    store.dropChat(9 as ChatId)
    expect(store.flush().ok).toBe(true)
    expect(troubles).toMatchObject([{ kind: 'disk_full' }, undefined])
    expect(store.loadList().chats).toEqual([buildChat(1)])
    await store.close()
  })

  it('at the start leaves the backup of the marks alone', async () => {
    const folder = await prepare()
    rmSync(join(folder, 'store.sqlite'))
    const backup = readFileSync(join(folder, 'marks-backup.json'), 'utf8')
    writeFileSync(join(folder, 'marks-backup.json'), backup.replace('не потерять', 'я'.repeat(100_000)))
    expect(tryOpen(folder, 40)).toMatchObject({ ok: false, error: { code: 'profile_unwritable' } })
    const { store, opened } = open(folder)
    expect(opened).toEqual({ kind: 'rebuilt', marksRestored: true })
    expect(store.readAllDrafts()).toMatchObject([{ chatId, text: 'я'.repeat(100_000) }])
  })

  it('while a damaged file is replaced: nothing is overwritten, and the next start has the marks', async () => {
    const folder = createTemporaryFolder()
    const before = open(folder).store
    fill(before)
    const long = { chatId: 8 as ChatId, text: 'z'.repeat(400_000) }
    before.saveDraft(long)
    await before.close()
    damageTable(folder, 'messages')
    // The page limit is enough for the damaged file as it is, but not for a new file with this draft.
    const { store } = open(folder, 60)
    const rebuilt: StoreRebuilt[] = []
    const troubles: (string | undefined)[] = []
    store.onRebuilt((event) => rebuilt.push(event))
    store.onTrouble((trouble) => troubles.push(trouble?.kind))
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(store.readBefore(chatId, undefined, 50)).toEqual([])
      expect(store.saveDraft(draft)).toMatchObject({ ok: false, error: { code: 'store_failed' } })
    }
    await store.close()
    expect(rebuilt).toEqual([])
    expect(troubles).toEqual(['corrupted', 'disk_full'])
    expect(readdirSync(folder).filter((name) => /corrupted[^/]*Z$/u.test(name))).toHaveLength(1)

    const next = open(folder)
    expect(next.opened).toEqual({ kind: 'rebuilt', marksRestored: true })
    expect(next.store.readAllDrafts()).toEqual([draft, long])
  })

  it('is tried again by itself, less and less often', async () => {
    const folder = createTemporaryFolder()
    const clock = new FakeClock()
    const result = openStore({ folder, clock, log, build: 'test', maxPages: 40 })
    if (!result.ok) throw new Error(result.error.message)
    const { store } = result.value
    store.saveMessages(big(1, 200))
    const dueMs: number[] = []
    for (let round = 0; round < 8; round += 1) {
      const nextMs = clock.nextAtMs!
      dueMs.push(nextMs - clock.now())
      await clock.advanceTo(nextMs)
    }
    expect(dueMs).toEqual([200, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
    await store.close()
  })
})
