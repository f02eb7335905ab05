import type Database from 'better-sqlite3'
import { ChatId } from '#shared/contract/entities/ids.ts'
import type { MessageFact, MessageTail } from '#shared/domain/message-tail/message-tail.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { parseJson } from './chats-table.ts'

interface TailRow {
  readonly chat_id: number
  readonly reaches_start: number
  readonly facts: string
}

export const tailsSql = {
  readAll: 'SELECT chat_id, reaches_start, facts FROM tails',
  save: `INSERT INTO tails (chat_id, reaches_start, facts) VALUES (?, ?, ?)
    ON CONFLICT (chat_id) DO UPDATE SET reaches_start = excluded.reaches_start, facts = excluded.facts`,
  drop: 'DELETE FROM tails WHERE chat_id = ?',
}

export interface TailsTable {
  readAll(): ReadonlyMap<ChatId, MessageTail>
  save(chatId: ChatId, tail: MessageTail): void
  drop(chatId: ChatId): void
}

export function prepareTailsTable(db: Database.Database): TailsTable {
  const readAll = db.prepare<[], TailRow>(tailsSql.readAll)
  const save = db.prepare(tailsSql.save)
  const drop = db.prepare(tailsSql.drop)
  return {
    readAll: (): ReadonlyMap<ChatId, MessageTail> => {
      const tails = new Map<ChatId, MessageTail>()
      for (const row of readAll.all()) {
        const facts = parseFacts(row.facts)
        const chatId = parseOutside(ChatId, row.chat_id)
        if (facts === undefined || !chatId.success) continue
        tails.set(chatId.output, { facts, reachesStart: row.reaches_start === 1 })
      }
      return tails
    },
    save: (chatId: ChatId, tail: MessageTail) => {
      save.run(chatId, tail.reachesStart ? 1 : 0, formatFacts(tail.facts))
    },
    drop: (chatId: ChatId) => {
      drop.run(chatId)
    },
  }
}

const authors = ['user', 'bot', 'anonymous_admin', 'channel', 'service'] as const
const ownFlag = 1
const deletedFlag = 2
const unseenFlag = 4
const allFlags = ownFlag + deletedFlag + unseenFlag

/** Each fact as [id, date, author kind, user, flags, ...who reacts]: a list of 20,000 chats is read at every start. */
export function formatFacts(facts: readonly MessageFact[]): string {
  return JSON.stringify(
    facts.map((fact) => [
      fact.id,
      fact.dateS,
      authors.indexOf(fact.from),
      fact.userId,
      (fact.isOwn ? ownFlag : 0) +
        (fact.isDeleted === true ? deletedFlag : 0) +
        (fact.isUnseen === true ? unseenFlag : 0),
      ...(fact.reactedByIds ?? []),
    ]),
  )
}

/**
 * Undefined when any part differs from what {@link formatFacts} writes: a tail with a hole would be taken as
 * complete.
 */
export function parseFacts(json: string): readonly MessageFact[] | undefined {
  const rows = parseJson(json)
  if (!Array.isArray(rows)) return undefined
  const facts: MessageFact[] = []
  let previousId = Number.NEGATIVE_INFINITY
  for (const row of rows) {
    const fact = parseFact(row)
    if (fact === undefined || fact.id <= previousId) return undefined
    previousId = fact.id
    facts.push(fact)
  }
  return facts
}

function parseFact(row: unknown): MessageFact | undefined {
  if (!Array.isArray(row) || !row.every(isSafeInteger)) return undefined
  const [id, dateS, author, userId, flags, ...reactedByIds] = row
  const from = author === undefined ? undefined : authors[author]
  if (id === undefined || dateS === undefined || userId === undefined || flags === undefined) return undefined
  if (from === undefined || flags < 0 || flags > allFlags) return undefined
  return {
    id,
    dateS,
    from,
    userId,
    isOwn: (flags & ownFlag) !== 0,
    ...((flags & deletedFlag) !== 0 && { isDeleted: true as const }),
    ...((flags & unseenFlag) !== 0 && { isUnseen: true as const }),
    ...(reactedByIds.length > 0 && { reactedByIds }),
  }
}

function isSafeInteger(value: unknown): value is number {
  return Number.isSafeInteger(value)
}
