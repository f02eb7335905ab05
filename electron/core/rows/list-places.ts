import type { ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { Section } from '#shared/contract/entities/triage.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Store } from '../store/store.ts'
import type { ChatPlace } from '../telegram/chats.ts'
import { asChatId } from '../telegram/ids.ts'

/**
 * Where a chat stands: its position, which is the same in every list that holds it, and which of our own lists hold
 * it.
 */
export interface Standing {
  readonly key: string
  readonly section: Section
  readonly ownLists: readonly ListId[]
}

export interface ListPlacesOptions {
  readonly store: Pick<Store, 'savePlace' | 'dropPlace'>
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly readStanding: (chatId: number) => Standing
  /** Called when a chat entered or left one of Telegram's lists. */
  readonly onMembership: (chatId: number, list: ListId) => void
}

interface Member {
  /** True when TDLib told this membership in this run; false when the membership is from the store. */
  readonly isConfirmed: boolean
  readonly order: string
  readonly isPinned: boolean
}

const ownLists: readonly ListId[] = ['waiting', 'starred', 'team']

/**
 * Which chats are in which list, and where. Telegram decides about its own lists, the console about its own; the
 * order is always the console's. The places of a chat are computed from that chat alone.
 */
export class ListPlaces {
  readonly #options: ListPlacesOptions
  readonly #members = new Map<ListId, Map<number, Member>>()
  readonly #views = new Map<ListId, Map<number, PlaceView>>()
  /** Groups that were upgraded to another chat. TDLib may list the old chat until its next start. */
  readonly #replaced = new Set<number>()

  constructor(options: ListPlacesOptions) {
    this.#options = options
  }

  /** Places from the store. They stay until they are computed again. */
  restore(places: readonly PlaceView[]): void {
    for (const place of places) {
      this.#viewsOf(place.list).set(place.chatId, place)
      if (ownLists.includes(place.list)) continue
      this.#membersOf(place.list).set(place.chatId, { isConfirmed: false, order: '', isPinned: false })
    }
  }

  /** The places of every list, each from its top. */
  *readAll(): Iterable<PlaceView> {
    for (const views of this.#views.values()) {
      yield* [...views.values()].sort((a, b) => (a.key < b.key ? 1 : -1))
    }
  }

  /** The places of one chat. */
  readPlaces(chatId: number): PlaceView[] {
    return [...this.#views.values()].flatMap((views) => views.get(chatId) ?? [])
  }

  /** Chats of a list, in no particular order. */
  idsOf(list: ListId): Iterable<number> {
    return (this.#views.get(list) ?? new Map<number, PlaceView>()).keys()
  }

  has(list: ListId, chatId: number): boolean {
    return this.#members.get(list)?.has(chatId) === true
  }

  /** Ids of Telegram's folders that hold the chat. */
  readFolderIds(chatId: number): number[] {
    const ids: number[] = []
    for (const [list, members] of this.#members) {
      if (list.startsWith('folder:') && members.has(chatId)) ids.push(Number(list.slice('folder:'.length)))
    }
    return ids
  }

  /** Chats that Telegram has pinned in a list, top first. */
  readTelegramPins(list: ListId): number[] {
    const pins = [...this.#membersOf(list)].filter(([, member]) => member.isPinned)
    const byOrder = pins.sort(([, a], [, b]) => (BigInt(a.order) < BigInt(b.order) ? 1 : -1))
    return byOrder.map(([chatId]) => chatId)
  }

  /**
   * When a chat without messages began, in seconds: the upper half of TDLib's order holds this date. Undefined for
   * chats that Telegram has pinned, and for chats that are in no list.
   */
  readOrderDateS(chatId: number): number | undefined {
    for (const list of ['main', 'archive'] as const) {
      const member = this.#members.get(list)?.get(chatId)
      if (member?.isConfirmed === true && !member.isPinned) return Number(BigInt(member.order) >> 32n)
    }
    return undefined
  }

  setMember(chatId: number, { isPinned, list, order }: ChatPlace): void {
    if (order === '0' || this.#replaced.has(chatId)) {
      this.#dropMember(list, chatId)
      return
    }
    const members = this.#membersOf(list)
    const isNew = !members.has(chatId)
    members.set(chatId, { isConfirmed: true, order, isPinned })
    if (isNew) this.#options.onMembership(chatId, list)
  }

  /** The group was upgraded to another chat, so no list holds the old chat from now on. */
  replace(chatId: number): void {
    this.#replaced.add(chatId)
    for (const list of this.#members.keys()) this.#dropMember(list, chatId)
  }

  /** Computes the chat's places again. Changed places are saved and added to `ops`. */
  refresh(chatId: number, ops: PatchOp[]): void {
    const { key, ownLists: mine, section } = this.#options.readStanding(chatId)
    for (const [list, members] of this.#members) {
      if (members.has(chatId)) this.#set({ list, chatId: asChatId(chatId), key, section }, ops)
    }
    this.#refreshOwn(chatId, { key, section, ownLists: mine }, ops)
  }

  /** Computes the chat's places in the console's own lists again. Places in other lists stay as they were last seen. */
  refreshOwn(chatId: number, ops: PatchOp[]): void {
    this.#refreshOwn(chatId, this.#options.readStanding(chatId), ops)
  }

  #refreshOwn(chatId: number, { key, ownLists: mine, section }: Standing, ops: PatchOp[]): void {
    for (const list of ownLists) {
      if (mine.includes(list)) this.#set({ list, chatId: asChatId(chatId), key, section }, ops)
      else this.#remove(list, chatId, ops)
    }
  }

  /** TDLib has told of every chat of the list: members from the store that TDLib did not confirm have left the list. */
  completeList(list: ListId): void {
    for (const [chatId, { isConfirmed }] of this.#membersOf(list)) {
      if (!isConfirmed) this.#dropMember(list, chatId)
    }
  }

  /** Keeps the places in these folders and drops the places in all other folders. */
  keepFolders(folders: readonly ListId[]): void {
    const known = new Set<ListId>(['main', 'archive', ...folders])
    for (const [list, members] of this.#members) {
      if (known.has(list)) continue
      for (const chatId of members.keys()) this.#dropMember(list, chatId)
      this.#members.delete(list)
      this.#views.delete(list)
    }
  }

  /** Removes the chat from every list. */
  dropChat(chatId: number): void {
    const ops: PatchOp[] = []
    for (const members of this.#members.values()) members.delete(chatId)
    for (const list of this.#views.keys()) this.#remove(list, chatId, ops)
    if (ops.length > 0) this.#options.publish(ops)
  }

  clear(): void {
    const ops: PatchOp[] = []
    for (const [list, views] of this.#views) for (const id of views.keys()) this.#remove(list, id, ops)
    this.#members.clear()
    this.#views.clear()
    this.#replaced.clear()
    if (ops.length > 0) this.#options.publish(ops)
  }

  /** Saves every place again, after the store lost them. */
  saveAll(): void {
    for (const views of this.#views.values()) {
      for (const view of views.values()) this.#options.store.savePlace(view)
    }
  }

  #set(view: PlaceView, ops: PatchOp[]): void {
    const views = this.#viewsOf(view.list)
    const before = views.get(view.chatId)
    if (before?.key === view.key && before.section === view.section) return
    views.set(view.chatId, view)
    this.#options.store.savePlace(view)
    ops.push({ op: 'place', value: view })
  }

  #remove(list: ListId, chatId: number, ops: PatchOp[]): void {
    if (this.#views.get(list)?.delete(chatId) !== true) return
    this.#options.store.dropPlace(list, asChatId(chatId))
    ops.push({ op: 'drop_place', list, chatId: asChatId(chatId) })
  }

  #dropMember(list: ListId, chatId: number): void {
    if (!this.#membersOf(list).delete(chatId)) return
    const ops: PatchOp[] = []
    this.#remove(list, chatId, ops)
    if (ops.length > 0) this.#options.publish(ops)
    this.#options.onMembership(chatId, list)
  }

  #membersOf(list: ListId): Map<number, Member> {
    return getOrMake(this.#members, list)
  }

  #viewsOf(list: ListId): Map<number, PlaceView> {
    return getOrMake(this.#views, list)
  }
}

function getOrMake<Value>(lists: Map<ListId, Map<number, Value>>, list: ListId): Map<number, Value> {
  let found = lists.get(list)
  if (found === undefined) {
    found = new Map()
    lists.set(list, found)
  }
  return found
}
