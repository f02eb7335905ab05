import type Database from 'better-sqlite3'
import * as v from 'valibot'
import { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { defaultSettings, SettingsView } from '#shared/contract/entities/session.ts'
import { defaultRules, RulesView } from '#shared/contract/entities/triage.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { parseJson, parseRows } from './chats-table.ts'
import type { Draft } from './store.ts'

/** A name and the JSON of its value: settings, facts and rules. */
export const NamedValue = v.object({ key: v.string(), value: v.string() })
export type NamedValue = v.InferOutput<typeof NamedValue>

export const StoredDraft = v.object({
  chatId: ChatId,
  text: v.string(),
  replyToMessageId: v.optional(MessageId),
})

interface DraftRow {
  readonly chat_id: number
  readonly text: string
  readonly reply_to_message_id: number | null
}

const draftColumns = 'SELECT chat_id, text, reply_to_message_id FROM drafts'

/** Values of any kind, stored by name. */
interface NamedValues {
  readAll(): readonly NamedValue[]
  readOne(key: string): unknown
  /** The JSON of a value; `undefined` removes the name. */
  save(key: string, json: string | undefined): void
}

export interface MarksTable {
  readonly settings: NamedValues
  readonly facts: NamedValues
  readonly rules: NamedValues
  readSettings(): SettingsView
  readRules(): RulesView
  readDrafts(): readonly Draft[]
  saveDraft(draft: Draft): void
}

export function prepareMarksTable(db: Database.Database): MarksTable {
  const settings = prepareNamedValues(db, 'settings')
  const facts = prepareNamedValues(db, 'facts')
  const rules = prepareNamedValues(db, 'rules')
  const readDrafts = db.prepare<[], DraftRow>(`${draftColumns} ORDER BY chat_id`)
  const saveDraft = db.prepare(
    `INSERT INTO drafts (chat_id, text, reply_to_message_id) VALUES (?, ?, ?)
    ON CONFLICT (chat_id) DO UPDATE SET text = excluded.text, reply_to_message_id = excluded.reply_to_message_id`,
  )
  const dropDraft = db.prepare('DELETE FROM drafts WHERE chat_id = ?')
  return {
    settings,
    facts,
    rules,
    readSettings: (): SettingsView => readEntries(SettingsView, defaultSettings, settings.readAll()),
    readRules: (): RulesView => readEntries(RulesView, defaultRules, rules.readAll()),
    readDrafts: (): readonly Draft[] => toDrafts(readDrafts.all()),
    saveDraft: (draft: Draft) => {
      if (draft.text === '' && draft.replyToMessageId === undefined) dropDraft.run(draft.chatId)
      else saveDraft.run(draft.chatId, draft.text, draft.replyToMessageId ?? null)
    },
  }
}

function prepareNamedValues(db: Database.Database, table: 'settings' | 'facts' | 'rules'): NamedValues {
  const readAll = db.prepare<[], NamedValue>(`SELECT key, value FROM ${table} ORDER BY key`)
  const readOne = db.prepare<[string], string>(`SELECT value FROM ${table} WHERE key = ?`).pluck()
  const save = db.prepare(
    `INSERT INTO ${table} (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  )
  const drop = db.prepare(`DELETE FROM ${table} WHERE key = ?`)
  return {
    readAll: (): readonly NamedValue[] => readAll.all(),
    readOne: (key: string): unknown => {
      const value = readOne.get(key)
      return value === undefined ? undefined : parseJson(value)
    },
    save: (key: string, json: string | undefined) => {
      if (json === undefined) drop.run(key)
      else save.run(key, json)
    },
  }
}

/** A value that does not fit this build's schema falls back to its default; the others stay. */
function readEntries<Schema extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  schema: Schema,
  defaults: v.InferOutput<Schema>,
  values: readonly NamedValue[],
): v.InferOutput<Schema> {
  const stored = new Map(values.map(({ key, value }) => [key, parseJson(value)]))
  const read: Record<string, unknown> = { ...defaults }
  for (const [key, entry] of Object.entries(schema.entries)) {
    const result = parseOutside(entry, stored.get(key))
    if (result.success && stored.has(key)) read[key] = result.output
  }
  return v.parse(schema, read)
}

function toDrafts(rows: readonly DraftRow[]): Draft[] {
  return parseRows(
    StoredDraft,
    rows.map((row) => ({
      chatId: row.chat_id,
      text: row.text,
      replyToMessageId: row.reply_to_message_id ?? undefined,
    })),
  )
}
