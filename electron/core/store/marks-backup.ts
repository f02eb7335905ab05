import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { StoredChatMarks } from './chat-marks-table.ts'
import { NamedValue, StoredDraft } from './marks-table.ts'
import { parseJson } from './chats-table.ts'
import { StoredOutboxEntry } from './outbox-table.ts'
import { removeFile } from './remove-file.ts'
import { toTrouble } from './sqlite-error.ts'
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

/** The marks of a profile that has settings and nothing else. */
export function keepSettings({ settings }: Pick<Marks, 'settings'>): Marks {
  return { format: 1, settings, facts: [], drafts: [], outbox: [] }
}

/** True when there is more in the marks than settings. */
export function hasAccountMarks({ settings: _settings, format: _format, ...rest }: Marks): boolean {
  return Object.values(rest).some((list) => list !== undefined && list.length > 0)
}

/** The backup of a profile's marks: a small JSON file, replaced as a whole. */
export interface MarksBackup {
  /** Undefined when there is no backup. A backup that cannot be read is kept under another name. */
  read(): Marks | undefined
  /** The backup is on disk when this resolves. Rejects with the error of the file system. */
  write(marks: Marks): Promise<void>
  /**
   * Puts these marks in the place of everything that the backup had, at once; a `write` that is under way leaves
   * nothing. Without space for the new backup the old one is removed all the same. Throws when the old one cannot be
   * removed.
   */
  replace(marks: Marks): void
}

export function createMarksBackup(folder: string): MarksBackup {
  const path = join(folder, 'marks-backup.json')
  const part = `${path}.part`
  let replacements = 0
  return {
    read: () => readBackup(path),
    write: async (marks) => {
      const begun = replacements
      const file = await open(part, 'w', 0o600)
      try {
        await file.writeFile(JSON.stringify(marks))
        await file.sync()
      } finally {
        await file.close()
      }
      // These marks were read before the backup was replaced; the unfinished file is not theirs any more.
      if (begun === replacements) renameSync(part, path)
    },
    replace: (marks) => {
      replacements += 1
      removeFile(part)
      removeFile(nameUnreadable(path))
      try {
        writeFileSync(part, JSON.stringify(marks), { mode: 0o600, flush: true })
        renameSync(part, path)
      } catch (error) {
        toTrouble(error)
        removeFile(part)
        removeFile(path)
      }
    },
  }
}

const nameUnreadable = (path: string): string => `${path}.unreadable`

function readBackup(path: string): Marks | undefined {
  if (!existsSync(path)) return undefined
  const parsed = parseOutside(Marks, parseJson(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.output
  renameSync(path, nameUnreadable(path))
  return undefined
}
