import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { defaultSettings } from '#shared/contract/entities/session.ts'
import { defaultRules } from '#shared/contract/entities/triage.ts'
import { buildInterval } from '../../../test/support/builders/intervals.ts'
import { buildChat, buildMessage } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { markComplete } from './open-database.ts'
import { openStore } from './open-store.ts'

const chatId = 7 as ChatId
const sendId = '6f8b3a52-9c0e-4d57-8c0e-1f1f6f6b7a10'

function open(folder: string) {
  const result = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** What version 1 wrote for a chat: no classes, waits or marks. */
function toFirstView(id: number): string {
  const {
    class: _class,
    isPinned,
    hasClockOverride,
    hasHandClass,
    canTakeBackNoReply,
    ...view
  } = buildChat(id)
  expect([_class, isPinned, hasClockOverride, hasHandClass, canTakeBackNoReply]).toEqual([
    'other',
    false,
    false,
    false,
    false,
  ])
  return JSON.stringify(view)
}

/** A profile as version 1 left it. */
function prepareFirstVersion(): string {
  const folder = createTemporaryFolder()
  const db = new Database(join(folder, 'store.sqlite'))
  const made = migrate(db, {
    migrations: migrations.slice(0, 1),
    nowMs: 1,
    build: 'first',
    backUp: () => undefined,
  })
  expect(made).toEqual({ ok: true, value: { from: 0, to: 1 } })
  const saveChat = db.prepare('INSERT INTO chats VALUES (?, ?, ?, ?)')
  for (const id of [7, 8]) saveChat.run(id, 'supergroup', `Chat ${id}`, toFirstView(id))
  db.exec(`
    INSERT INTO places VALUES ('main', 7, '00009223372036854775807', 1), ('main', 8, '00000000000000000005', 0);
    INSERT INTO places VALUES ('folder:2', 7, '00009223372036854775807', 0);
    INSERT INTO folders VALUES ('folder:2', 'Клиенты', 0);
    INSERT INTO settings VALUES ('theme', '"dark"'), ('listWidth', '500');
    INSERT INTO facts VALUES ('me', '{"id":1}');
    INSERT INTO drafts VALUES (7, 'не потерять', NULL);
    INSERT INTO outbox (send_id, chat_id, text, state, created_at_ms)
      VALUES ('${sendId}', 7, '{"text":"hello","entities":[]}', 'queued', 5);
  `)
  db.prepare(`INSERT INTO messages VALUES (1, 7, 10, 'user:7', 5, NULL, 0, 'text', 'x', ?)`).run(
    JSON.stringify(buildMessage(7, 10)),
  )
  markComplete(db)
  db.close()
  return folder
}

describe('a store of version 1', () => {
  it('keeps its data and accepts new data', () => {
    const folder = prepareFirstVersion()
    const { store, opened } = open(folder)
    expect(opened).toEqual({ kind: 'opened', marksRestored: false })
    const list = store.loadList()
    expect(list.chats).toEqual([buildChat(7), buildChat(8)])
    expect(list.places.map(({ list: name, chatId: id, section }) => [name, id, section])).toEqual([
      ['folder:2', 7, 'chats'],
      ['main', 7, 'pinned'],
      ['main', 8, 'chats'],
    ])
    expect(list.folders).toEqual([{ list: 'folder:2', title: 'Клиенты', position: 0 }])
    expect(store.readSettings()).toEqual({ ...defaultSettings, theme: 'dark', listWidth: 500 })
    expect(store.readFact('me')).toEqual({ id: 1 })
    expect(store.readAllDrafts()).toEqual([{ chatId, text: 'не потерять' }])
    expect(store.readInterrupted().map((entry) => entry.sendId)).toEqual([sendId])
    expect(store.readBefore(chatId, undefined, 9)).toEqual([buildMessage(7, 10)])
    expect(store.readRules()).toEqual(defaultRules)
    expect(store.readChatMarks()).toEqual([])
    expect(store.saveChatMarks({ chatId, pinRank: 'a' }).ok).toBe(true)
    expect(store.saveIntervals([buildInterval(chatId, 1)]).ok).toBe(true)
    expect(readdirSync(join(folder, 'store-backups'))).toHaveLength(1)
  })

  it('leaves a backup of its marks that can still be restored', () => {
    const folder = createTemporaryFolder()
    const backup = {
      format: 1,
      settings: [{ key: 'theme', value: '"dark"' }],
      facts: [],
      drafts: [{ chatId, text: 'не потерять' }],
      outbox: [],
    }
    writeFileSync(join(folder, 'marks-backup.json'), JSON.stringify(backup))
    const { store, opened } = open(folder)
    expect(opened).toEqual({ kind: 'rebuilt', marksRestored: true })
    expect(store.readSettings().theme).toBe('dark')
    expect(store.readAllDrafts()).toEqual([{ chatId, text: 'не потерять' }])
    expect(store.readChatMarks()).toEqual([])
  })
})
