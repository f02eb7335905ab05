import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { CoreContext } from '../core-context.ts'
import { ChatModel } from './chat-model.ts'
import { ListPlaces } from './list-places.ts'
import { createRowPorts, type RowPorts } from './row-ports.ts'
import { WrittenWords } from './written-words.ts'

/** The chats of the list, one row each, and where they stand. */
export interface Rows {
  readonly model: ChatModel
  readonly places: ListPlaces
  readonly ports: RowPorts
  /** Emitted when Telegram introduced the chat or told its title. */
  readonly onFacts: Emitter<[chatId: number]>
  /** Emitted when a row was built, built again, or removed. */
  readonly onRow: Emitter<[chatId: number, view: ChatView | undefined]>
  /** Emitted when a chat entered or left one of Telegram's lists. */
  readonly onMembership: Emitter<[chatId: number, list: ListId]>
}

export function createRows(context: CoreContext): Rows {
  const { publish, store } = context
  const ports = createRowPorts()
  const onFacts: Rows['onFacts'] = new Emitter()
  const onRow: Rows['onRow'] = new Emitter()
  const onMembership: Rows['onMembership'] = new Emitter()
  const places = new ListPlaces({
    store,
    publish,
    readStanding: (chatId) => ports.standing.current.readStanding(chatId),
    onMembership: (chatId, list) => onMembership.emit(chatId, list),
  })
  const words = new WrittenWords({
    requests: context.requests,
    onFound: (message) => model.noteWritten(message),
  })
  const model: ChatModel = new ChatModel({
    ...context,
    places,
    words,
    readDraftText: (chatId) => ports.drafts.current.readText(chatId),
    readMarks: (chatId) => ports.marks.current.readMarks(chatId),
    isVisible: (chatId) => ports.visibility.current.isVisible(chatId),
    onFacts: (chatId) => onFacts.emit(chatId),
    onRow: (chatId, view) => onRow.emit(chatId, view),
  })
  store.onRebuilt(() => model.saveAll())
  return { model, places, ports, onFacts, onRow, onMembership }
}
