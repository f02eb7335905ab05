import { existsSync, readFileSync, renameSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { StoredChatMarks } from './chat-marks-table.ts'
import { NamedValue, StoredDraft } from './marks-table.ts'
import { parseJson } from './chats-table.ts'
import { StoredOutboxEntry } from './outbox-table.ts'
import type { Tables } from './tables.ts'
import { StoredTeamOutboxEntry } from './team-tables.ts'

/** All data that Telegram cannot give again. A new kind of mark becomes an optional field here. */
const Marks = v.object({
  format: v.literal(1),
  settings: v.array(NamedValue),
  facts: v.array(NamedValue),
  drafts: v.array(StoredDraft),
  outbox: v.array(StoredOutboxEntry),
  rules: v.optional(v.array(NamedValue)),
  chatMarks: v.optional(v.array(StoredChatMarks)),
  teamOutbox: v.optional(v.array(StoredTeamOutboxEntry)),
})
export type Marks = v.InferOutput<typeof Marks>

export function readMarks({ marks, outbox, chatMarks, team }: Tables): Marks {
  return {
    format: 1,
    settings: [...marks.settings.readAll()],
    facts: [...marks.facts.readAll()],
    drafts: v.parse(v.array(StoredDraft), marks.readDrafts()),
    outbox: v.parse(v.array(StoredOutboxEntry), [
      ...outbox.readByState('queued'),
      ...outbox.readByState('handed'),
      ...outbox.readByState('failed'),
    ]),
    rules: [...marks.rules.readAll()],
    chatMarks: v.parse(v.array(StoredChatMarks), chatMarks.readAll()),
    teamOutbox: v.parse(v.array(StoredTeamOutboxEntry), team.readOutbox()),
  }
}

/** Puts marks into an empty database, in the caller's transaction. */
export function restoreMarks(tables: Tables, stored: Marks): void {
  for (const { key, value } of stored.settings) tables.marks.settings.save(key, value)
  for (const { key, value } of stored.facts) tables.marks.facts.save(key, value)
  for (const draft of stored.drafts) tables.marks.saveDraft(draft)
  for (const entry of stored.outbox) tables.outbox.insert(entry)
  for (const { key, value } of stored.rules ?? []) tables.marks.rules.save(key, value)
  for (const one of stored.chatMarks ?? []) tables.chatMarks.save(one)
  for (const entry of stored.teamOutbox ?? []) tables.team.putOutbox(entry)
}

/** The backup of a profile's marks: a small JSON file, replaced as a whole. */
export interface MarksBackup {
  /** Undefined when there is no backup. A backup that cannot be read is kept under another name. */
  read(): Marks | undefined
  /** The backup is on disk when this resolves. Rejects with the error of the file system. */
  write(marks: Marks): Promise<void>
}

export function createMarksBackup(folder: string): MarksBackup {
  const path = join(folder, 'marks-backup.json')
  return { read: () => readBackup(path), write: (marks) => writeBackup(path, marks) }
}

function readBackup(path: string): Marks | undefined {
  if (!existsSync(path)) return undefined
  const parsed = parseOutside(Marks, parseJson(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.output
  renameSync(path, `${path}.unreadable`)
  return undefined
}

async function writeBackup(path: string, marks: Marks): Promise<void> {
  const part = `${path}.part`
  const file = await open(part, 'w', 0o600)
  try {
    await file.writeFile(JSON.stringify(marks))
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(part, path)
}
