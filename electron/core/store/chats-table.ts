import type Database from 'better-sqlite3'
import * as v from 'valibot'
import { ChatView, FolderView, type ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import type { StoredList } from './store.ts'

interface PlaceRow {
  readonly list: string
  readonly chat_id: number
  readonly key: string
  readonly section: string
}

interface FolderRow {
  readonly list: string
  readonly title: string
  readonly position: number
}

export const chatsSql = {
  readChats: 'SELECT view FROM chats',
  readPlaces: 'SELECT list, chat_id, key, section FROM places',
  readFolders: 'SELECT list, title, position FROM folders ORDER BY position, list',
  saveChat: `INSERT INTO chats (id, kind, title, view) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, view = excluded.view`,
  dropChat: 'DELETE FROM chats WHERE id = ?',
  savePlace: `INSERT INTO places (list, chat_id, key, section) VALUES (?, ?, ?, ?)
    ON CONFLICT (list, chat_id) DO UPDATE SET key = excluded.key, section = excluded.section`,
  dropPlace: 'DELETE FROM places WHERE list = ? AND chat_id = ?',
  dropPlacesOfChat: 'DELETE FROM places WHERE chat_id = ?',
  dropFolders: 'DELETE FROM folders',
  saveFolder: 'INSERT INTO folders (list, title, position) VALUES (?, ?, ?)',
}

export interface ChatsTable {
  loadList(): StoredList
  saveChat(chat: ChatView): void
  dropChat(chatId: ChatId): void
  savePlace(place: PlaceView): void
  dropPlace(list: ListId, chatId: ChatId): void
  dropPlacesOfChat(chatId: ChatId): void
  saveFolders(folders: readonly FolderView[]): void
}

export function prepareChatsTable(db: Database.Database): ChatsTable {
  const readChats = db.prepare<[], string>(chatsSql.readChats).pluck()
  const readPlaces = db.prepare<[], PlaceRow>(chatsSql.readPlaces)
  const readFolders = db.prepare<[], FolderRow>(chatsSql.readFolders)
  const saveChat = db.prepare(chatsSql.saveChat)
  const dropChat = db.prepare(chatsSql.dropChat)
  const savePlace = db.prepare(chatsSql.savePlace)
  const dropPlace = db.prepare(chatsSql.dropPlace)
  const dropPlacesOfChat = db.prepare(chatsSql.dropPlacesOfChat)
  const dropFolders = db.prepare(chatsSql.dropFolders)
  const saveFolder = db.prepare(chatsSql.saveFolder)
  return {
    loadList: (): StoredList => ({
      chats: parseRows(ChatView, readChats.all().map(parseJson)),
      places: parseRows(
        PlaceView,
        readPlaces.all().map((row) => ({
          list: row.list,
          chatId: row.chat_id,
          key: row.key,
          section: row.section,
        })),
      ),
      folders: parseRows(v.array(FolderView), [readFolders.all()])[0] ?? [],
    }),
    saveChat: (chat: ChatView) => {
      saveChat.run(chat.id, chat.kind, chat.title, JSON.stringify(chat))
    },
    dropChat: (chatId: ChatId) => {
      dropChat.run(chatId)
    },
    savePlace: (place: PlaceView) => {
      savePlace.run(place.list, place.chatId, place.key, place.section)
    },
    dropPlace: (list: ListId, chatId: ChatId) => {
      dropPlace.run(list, chatId)
    },
    dropPlacesOfChat: (chatId: ChatId) => {
      dropPlacesOfChat.run(chatId)
    },
    saveFolders: (folders: readonly FolderView[]) => {
      dropFolders.run()
      for (const folder of folders) saveFolder.run(folder.list, folder.title, folder.position)
    },
  }
}

/** The values that fit the schema of this build. Values that another build wrote in another shape are left out. */
export function parseRows<Schema extends v.GenericSchema>(
  schema: Schema,
  values: readonly unknown[],
): v.InferOutput<Schema>[] {
  const parsed: v.InferOutput<Schema>[] = []
  for (const value of values) {
    const result = parseOutside(schema, value)
    if (result.success) parsed.push(result.output)
  }
  return parsed
}

/** Parses the JSON of a column; undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
