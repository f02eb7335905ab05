import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { defaultSettings } from '#shared/contract/entities/session.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { buildChat, buildMessage, buildPlace } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from './open-store.ts'
import type { OpenedStore, Store } from './store.ts'

const log = pino({ level: 'silent' })
const chatId = -1001 as ChatId
const ids = (messages: readonly { id: number }[]): number[] => messages.map((message) => message.id)
const uuid = '6f8b3a52-9c0e-4d57-8c0e-1f1f6f6b7a10'
const text = { text: 'Hello', entities: [] }

function open(folder: string, clock = new FakeClock()): { store: Store; opened: OpenedStore } {
  const result = openStore({ folder, clock, log, build: 'test' })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('the cache', () => {
  it('gives back the list as it was last seen', async () => {
    const folder = createTemporaryFolder()
    const first = open(folder)
    expect(first.opened).toEqual({ kind: 'fresh', marksRestored: false })
    const chat = buildChat(chatId, { title: 'Ромашка 🌼 №5 — “ok”' })
    // Stored as a number, this key would lose its last digits.
    const place = buildPlace(chatId, '9223372036854775807', { section: 'pinned' })
    const folders = [
      { list: 'folder:2', title: 'B', position: 0 },
      { list: 'folder:1', title: 'A', position: 1 },
    ]
    first.store.saveChat(chat)
    first.store.saveChat(buildChat(5))
    first.store.savePlace(place)
    first.store.savePlace(buildPlace(5, '1', { list: 'archive' }))
    first.store.saveFolders(folders)
    await first.store.close()

    const second = open(folder)
    expect(second.opened).toEqual({ kind: 'opened', marksRestored: false })
    const list = second.store.loadList()
    expect(list.chats.find((one) => one.id === chatId)).toEqual(chat)
    expect(list.places).toContainEqual(place)
    expect(list.folders).toEqual(folders)
    second.store.dropChat(5 as ChatId)
    second.store.dropPlace('main', chatId)
    second.store.saveFolders([])
    await second.store.close()

    const third = open(folder).store
    expect(third.loadList()).toEqual({ chats: [chat], places: [], folders: [] })
    await third.close()
  })

  it('reads a part of a history, also what was saved a moment ago', async () => {
    const { store } = open(createTemporaryFolder())
    store.saveMessages(Array.from({ length: 30 }, (_, index) => buildMessage(chatId, (index + 1) * 10)))
    store.saveMessages([buildMessage(-1002, 155)])
    expect(ids(store.readBefore(chatId, undefined, 3))).toEqual([280, 290, 300])
    expect(ids(store.readBefore(chatId, 50 as MessageId, 3))).toEqual([20, 30, 40])
    expect(ids(store.readAround(chatId, 55 as MessageId, 4))).toEqual([40, 50, 60, 70])
    expect(ids(store.readAround(chatId, 150 as MessageId, 4))).toEqual([130, 140, 150, 160, 170])
    expect(ids(store.readAround(chatId, 155 as MessageId, 4))).toEqual([140, 150, 160, 170])
    store.dropMessages(chatId, [300 as MessageId])
    expect(ids(store.readBefore(chatId, undefined, 2))).toEqual([280, 290])
    store.dropChat(chatId)
    store.saveMessages([buildMessage(chatId, 400)])
    expect(ids(store.readBefore(chatId, undefined, 9))).toEqual([400])
    expect(store.readBefore(-1002 as ChatId, undefined, 9)).toEqual([buildMessage(-1002, 155)])
    store.dropChat(-1002 as ChatId)
    expect(store.readBefore(-1002 as ChatId, undefined, 9)).toEqual([])
    await store.close()
  })

  it('is written after a while, by itself', async () => {
    const folder = createTemporaryFolder()
    const clock = new FakeClock()
    const { store } = open(folder, clock)
    store.saveChat(buildChat(1))
    await clock.advanceBy(199)
    const early = open(folder).store
    expect(early.loadList().chats).toEqual([])
    await clock.advanceBy(1)
    expect(early.loadList().chats).toEqual([buildChat(1)])
    await early.close()
    await store.close()
    expect(clock.pendingCount).toBe(0)
  })

  it('leaves out what another build wrote in another shape', async () => {
    const folder = createTemporaryFolder()
    const { store } = open(folder)
    store.saveChat({ ...buildChat(1), kind: 'hologram' } as never)
    store.saveChat(buildChat(2))
    expect(store.loadList().chats).toEqual([buildChat(2)])
    await store.close()
  })
})

describe('marks', () => {
  it('are there after the process was killed', () => {
    const folder = createTemporaryFolder()
    const { store } = open(folder)
    const draft = { chatId, text: '-- "x" №', replyToMessageId: 7 as MessageId }
    expect(store.saveSettings({ theme: 'dark', rowHeight: 36 }).ok).toBe(true)
    expect(store.saveDraft(draft).ok).toBe(true)
    expect(store.saveDraft({ chatId: 3 as ChatId, text: 'x' }).ok).toBe(true)
    expect(store.saveDraft({ chatId: 3 as ChatId, text: '' }).ok).toBe(true)
    expect(store.saveFact('me', { name: 'Анна' }).ok).toBe(true)

    const again = open(folder).store
    expect(again.readSettings()).toEqual({ ...defaultSettings, theme: 'dark', rowHeight: 36 })
    expect(again.readAllDrafts()).toEqual([draft])
    expect(again.readFact('me')).toEqual({ name: 'Анна' })
    again.saveFact('me', undefined)
    expect(store.readFact('me')).toBeUndefined()
  })

  it('fall back to the default where this build does not take the stored value', () => {
    const folder = createTemporaryFolder()
    const { store } = open(folder)
    store.saveSettings({ theme: 'neon' as never, language: 'ru' })
    expect(store.readSettings()).toEqual({ ...defaultSettings, language: 'ru' })
  })

  it('are cleared by a log-out, except settings', async () => {
    const folder = createTemporaryFolder()
    const { store } = open(folder)
    store.saveSettings({ language: 'ru' })
    store.saveDraft({ chatId, text: 'x' })
    store.saveFact('me', 1)
    store.putOutbox({ sendId: uuid, chatId, text })
    store.saveChat(buildChat(1))
    store.saveMessages([buildMessage(1, 1)])
    store.flush()
    store.saveChat(buildChat(2))
    expect(store.clearAccount().ok).toBe(true)
    await store.close()
    const again = open(folder).store
    expect(again.loadList()).toEqual({ chats: [], places: [], folders: [] })
    expect(again.readBefore(1 as ChatId, undefined, 9)).toEqual([])
    expect(again.readAllDrafts()).toEqual([])
    expect(again.readFact('me')).toBeUndefined()
    expect(again.findOutbox(uuid)).toBeUndefined()
    expect(again.readSettings().language).toBe('ru')
  })
})

describe('the outbox', () => {
  it('finds the first entry of a repeated call', () => {
    const { store } = open(createTemporaryFolder())
    const first = store.putOutbox({ sendId: uuid, chatId, text, replyTo: { messageId: 4 as MessageId } })
    expect(first).toMatchObject({ ok: true, value: { isNew: true, entry: { state: 'queued' } } })
    store.markHanded(uuid, 900 as MessageId)
    const second = store.putOutbox({ sendId: uuid, chatId, text: { text: 'other', entities: [] } })
    expect(second).toMatchObject({
      ok: true,
      value: { isNew: false, entry: { state: 'handed', messageId: 900, text, replyTo: { messageId: 4 } } },
    })
    expect(store.findOutboxByMessage(chatId, 900 as MessageId)?.sendId).toBe(uuid)
    store.settleOutbox(uuid, { state: 'sent', messageId: 1000 as MessageId })
    expect(store.findOutbox(uuid)).toMatchObject({ state: 'sent', messageId: 1000 })
    expect(store.readHanded()).toEqual([])
  })

  it('tells after a restart what was interrupted, handed over and failed', () => {
    const folder = createTemporaryFolder()
    const { store } = open(folder)
    const failure = { code: 'write_forbidden', message: '', canRetry: false } as const
    for (const sendId of ['a', 'b', 'c', 'd']) store.putOutbox({ sendId, chatId, text })
    store.markHanded('b', 900 as MessageId)
    store.settleOutbox('c', { state: 'failed', failure })
    store.dropOutbox('d')
    expect(store.readInterrupted()).toEqual([])

    const again = open(folder).store
    again.putOutbox({ sendId: 'e', chatId, text })
    expect(again.readInterrupted().map((entry) => entry.sendId)).toEqual(['a'])
    expect(again.readHanded().map((entry) => entry.sendId)).toEqual(['b'])
    expect(again.readFailed()).toMatchObject([{ sendId: 'c', failure }])
    expect(again.findOutbox('d')).toBeUndefined()
    again.requeueOutbox('c')
    expect(again.findOutbox('c')).toMatchObject({ state: 'queued', failure: undefined })
  })

  it('forgets what was sent a week ago, not what failed', () => {
    const folder = createTemporaryFolder()
    const startMs = 1_750_000_000_000
    const { store } = open(folder, new FakeClock({ startMs }))
    store.putOutbox({ sendId: 'sent', chatId, text })
    store.putOutbox({ sendId: 'failed', chatId, text })
    store.settleOutbox('sent', { state: 'sent', messageId: 1 as MessageId })
    store.settleOutbox('failed', {
      state: 'failed',
      failure: { code: 'rejected', message: '', canRetry: true },
    })
    const weekMs = 7 * 24 * 3600 * 1000
    const soon = open(folder, new FakeClock({ startMs: startMs + weekMs })).store
    expect(soon.findOutbox('sent')).toBeDefined()
    const late = open(folder, new FakeClock({ startMs: startMs + weekMs + 1 })).store
    expect(late.findOutbox('sent')).toBeUndefined()
    expect(late.findOutbox('failed')).toBeDefined()
  })
})

it('leaves one file when it is closed, and none that others can read', async () => {
  const folder = createTemporaryFolder()
  const { store } = open(folder)
  store.saveChat(buildChat(1))
  store.saveDraft({ chatId, text: 'x' })
  // Windows has no such modes: the location of its profile folders keeps them private.
  const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o077)
  if (process.platform !== 'win32') expect(new Set(modes)).toEqual(new Set([0]))
  await store.close()
  expect(existsSync(join(folder, 'store.sqlite'))).toBe(true)
  expect(existsSync(join(folder, 'store.sqlite-wal'))).toBe(false)
})
