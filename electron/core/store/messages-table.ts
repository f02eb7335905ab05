import type Database from 'better-sqlite3'
import { assertNever } from '#shared/lib/assert-never.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { type MessageContent, MessageView } from '#shared/contract/entities/message.ts'
import { parseJson, parseRows } from './chats-table.ts'

export const messagesSql = {
  save: `INSERT INTO messages (chat_id, id, sender_key, date_s, edited_s, is_outgoing, kind, text, view)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (chat_id, id) DO UPDATE SET sender_key = excluded.sender_key, date_s = excluded.date_s,
      edited_s = excluded.edited_s, is_outgoing = excluded.is_outgoing, kind = excluded.kind,
      text = excluded.text, view = excluded.view`,
  drop: 'DELETE FROM messages WHERE chat_id = ? AND id = ?',
  dropHistory: 'DELETE FROM messages WHERE chat_id = ?',
  readOne: 'SELECT view FROM messages WHERE chat_id = ? AND id = ?',
  readBefore: 'SELECT view FROM messages WHERE chat_id = ? AND id < ? ORDER BY id DESC LIMIT ?',
  readAfter: 'SELECT view FROM messages WHERE chat_id = ? AND id > ? ORDER BY id LIMIT ?',
}

export interface MessagesTable {
  save(message: MessageView): void
  drop(chatId: ChatId, id: MessageId): void
  dropHistory(chatId: ChatId): void
  readBefore(chatId: ChatId, id: MessageId | undefined, limit: number): readonly MessageView[]
  readAround(chatId: ChatId, id: MessageId, limit: number): readonly MessageView[]
}

export function prepareMessagesTable(db: Database.Database): MessagesTable {
  const save = db.prepare(messagesSql.save)
  const drop = db.prepare(messagesSql.drop)
  const dropHistory = db.prepare(messagesSql.dropHistory)
  const readOne = db.prepare<[number, number], string>(messagesSql.readOne).pluck()
  const readBefore = db.prepare<[number, number, number], string>(messagesSql.readBefore).pluck()
  const readAfter = db.prepare<[number, number, number], string>(messagesSql.readAfter).pluck()

  const toViews = (rows: readonly string[]): MessageView[] => parseRows(MessageView, rows.map(parseJson))
  const findOne = (chatId: ChatId, id: MessageId): MessageView | undefined => {
    const row = readOne.get(chatId, id)
    return row === undefined ? undefined : toViews([row])[0]
  }
  const findBefore = (chatId: ChatId, id: number, limit: number): MessageView[] =>
    toViews(readBefore.all(chatId, id, limit)).reverse()
  const findAfter = (chatId: ChatId, id: number, limit: number): MessageView[] =>
    toViews(readAfter.all(chatId, id, limit))

  return {
    save: (message: MessageView) => {
      save.run(
        message.chatId,
        message.id,
        message.sender.key,
        message.dateS,
        message.editedS ?? null,
        message.isOutgoing ? 1 : 0,
        message.content.kind,
        toPlainText(message.content),
        JSON.stringify(message),
      )
    },
    drop: (chatId: ChatId, id: MessageId) => {
      drop.run(chatId, id)
    },
    dropHistory: (chatId: ChatId) => {
      dropHistory.run(chatId)
    },
    readBefore: (chatId: ChatId, id: MessageId | undefined, limit: number) =>
      findBefore(chatId, id ?? Number.MAX_SAFE_INTEGER, limit),
    readAround: (chatId: ChatId, id: MessageId, limit: number) => {
      const half = Math.max(1, Math.floor(limit / 2))
      const middle = findOne(chatId, id)
      return [
        ...findBefore(chatId, id, half),
        ...(middle === undefined ? [] : [middle]),
        ...findAfter(chatId, id, half),
      ]
    },
  }
}

/** The searchable text of a message: the words of a text, or the detail and the caption of media. */
function toPlainText(content: MessageContent): string {
  switch (content.kind) {
    case 'text':
      return content.text.text
    case 'media':
      return [content.detail, content.caption?.text].filter((part) => part !== undefined).join('\n')
    case 'service':
    case 'unsupported':
      return ''
    default:
      return assertNever(content)
  }
}
