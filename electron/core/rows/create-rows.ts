import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { CoreContext } from '../core-context.ts'
import { introduceSupergroup } from '../telegram/requests.ts'
import { ChatModel } from './chat-model.ts'
import { ListPlaces } from './list-places.ts'
import { createRowPorts, type RowPorts } from './row-ports.ts'
import { Upgrades } from './upgrades.ts'
import { WrittenWords } from './written-words.ts'

/** The chats of the list, one row each, and where they stand. */
export interface Rows {
  readonly model: ChatModel
  readonly places: ListPlaces
  readonly ports: RowPorts
  /** Groups that became supergroups. The group has no row of its own any more. */
  readonly upgrades: Upgrades
  /** Emitted when Telegram introduced the chat or told its title. */
  readonly onFacts: Emitter<[chatId: number]>
  /** Emitted when a row was built, built again, or removed. */
  readonly onRow: Emitter<[chatId: number, view: ChatView | undefined]>
  /** Emitted when a chat entered or left one of Telegram's lists. */
  readonly onMembership: Emitter<[chatId: number, list: ListId]>
}

export function createRows(context: CoreContext): Rows {
  const { client, publish, store } = context
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
  const upgrades = new Upgrades({
    store,
    isKnown: (chatId) => model.findRecord(chatId) !== undefined || model.findView(chatId) !== undefined,
    introduce: (chatId) => {
      const td = client()
      if (td !== undefined) void introduceSupergroup(td, chatId)
    },
  })
  onFacts.on((chatId) => upgrades.onIntroduced(chatId))
  upgrades.onMoved.on((from) => {
    // A window that shows the group has to know where it goes on before the group's row leaves.
    publish([{ op: 'upgrades', value: upgrades.readViews() }])
    model.replace(from)
  })
  return { model, places, ports, upgrades, onFacts, onRow, onMembership }
}
