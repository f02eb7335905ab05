import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { defaultSettings, type SettingsView } from '#shared/contract/entities/session.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import type { PatchBatch, PatchOp } from '#shared/contract/patches.ts'
import { isChatUnread } from '#shared/domain/unread/is-unread.ts'
import { buildNote } from '../../test/support/builders/views.ts'
import { createApplyBatches } from './apply-batches.ts'
import { createEntityStores, type EntityStores } from './entity-stores.ts'

const chatId = (id: number): ChatId => id as ChatId
const messageId = (id: number): MessageId => id as MessageId

function buildChat(id: number, unreadCount = 0, isMarkedUnread = false): ChatView {
  return {
    id: chatId(id),
    kind: 'supergroup',
    title: `Chat ${id}`,
    initials: 'C',
    accent: 0,
    unreadCount,
    unreadMentionCount: 0,
    isMarkedUnread,
    isMuted: false,
    lastReadInboxId: messageId(0),
    lastReadOutboxId: messageId(0),
    isSelf: false,
    class: 'other',
    isPinned: false,
    hasClockOverride: false,
    hasHandClass: false,
    canTakeBackNoReply: false,
  }
}

function buildMessage(chat: number, id: number, text = ''): MessageView {
  return {
    chatId: chatId(chat),
    id: messageId(id),
    sender: { key: 'user:1', name: 'Anna', initials: 'A', accent: 1, isSelf: false, isBot: false },
    isOutgoing: false,
    dateS: 1,
    state: 'sent',
    isMention: false,
    content: { kind: 'text', text: { text, entities: [] } },
  }
}

const lists: readonly ListId[] = ['main', 'archive', 'folder:3']
const someChat = fc.integer({ min: 1, max: 5 })
const anyOp: fc.Arbitrary<PatchOp> = fc.oneof(
  fc
    .tuple(someChat, fc.integer({ min: 0, max: 2 }), fc.boolean())
    .map(([id, unread, marked]): PatchOp => ({ op: 'chat', value: buildChat(id, unread, marked) })),
  someChat.map((id): PatchOp => ({ op: 'drop_chat', chatId: chatId(id) })),
  fc
    .tuple(
      fc.constantFrom(...lists),
      someChat,
      fc.stringMatching(/^[0-9]{1,2}$/u),
      fc.constantFrom('pinned', 'chats'),
    )
    .map(([list, id, key, section]): PatchOp => ({
      op: 'place',
      value: { list, chatId: chatId(id), key, section },
    })),
  fc
    .tuple(fc.constantFrom(...lists), someChat)
    .map(([list, id]): PatchOp => ({ op: 'drop_place', list, chatId: chatId(id) })),
  someChat.map((id): PatchOp => ({ op: 'clear_messages', chatId: chatId(id) })),
  fc
    .tuple(someChat, fc.integer({ min: 1, max: 9 }), fc.string({ maxLength: 2 }))
    .map(([chat, id, text]): PatchOp => ({ op: 'message', value: buildMessage(chat, id, text) })),
  fc
    .tuple(someChat, fc.integer({ min: 1, max: 9 }))
    .map(([chat, n]): PatchOp => ({ op: 'notes', chatId: chatId(chat), value: [buildNote(chat, n)] })),
  fc
    .tuple(someChat, fc.integer({ min: 1, max: 9 }))
    .map(([chat, id]): PatchOp => ({ op: 'drop_message', chatId: chatId(chat), messageId: messageId(id) })),
)
const anyBatches = fc.array(
  fc.record({ isSnapshot: fc.boolean(), ops: fc.array(anyOp, { maxLength: 12 }) }),
  { minLength: 1, maxLength: 8 },
)

function numberBatches(batches: readonly Omit<PatchBatch, 'seq'>[]): PatchBatch[] {
  return batches.map((batch, index) => ({ ...batch, seq: index + 1 }))
}

/** The expected state, computed in the simplest way: the last patch of each entity since the last snapshot. */
function readMeaning(batches: readonly PatchBatch[]) {
  const chats = new Map<ChatId, ChatView>()
  const places = new Map<ListId, Map<ChatId, string>>(lists.map((list) => [list, new Map()]))
  const messages = new Map<ChatId, Map<MessageId, MessageView>>()
  const notes = new Map<ChatId, readonly NoteView[]>()
  const start = Math.max(
    0,
    batches.findLastIndex((batch) => batch.isSnapshot),
  )
  for (const op of batches.slice(start).flatMap((batch) => batch.ops)) {
    if (op.op === 'chat') chats.set(op.value.id, op.value)
    if (op.op === 'drop_chat') chats.delete(op.chatId)
    if (op.op === 'place') places.get(op.value.list)?.set(op.value.chatId, op.value.key)
    if (op.op === 'drop_place') places.get(op.list)?.delete(op.chatId)
    if (op.op === 'message') {
      const ofChat = messages.get(op.value.chatId) ?? new Map<MessageId, MessageView>()
      messages.set(op.value.chatId, ofChat.set(op.value.id, op.value))
    }
    if (op.op === 'drop_message') messages.get(op.chatId)?.delete(op.messageId)
    if (op.op === 'notes') notes.set(op.chatId, op.value)
    if (op.op === 'clear_messages') {
      messages.delete(op.chatId)
      notes.delete(op.chatId)
    }
  }
  const readOrder = (list: ListId): ChatId[] =>
    [...(places.get(list) ?? [])]
      .sort(([id, key], [other, otherKey]) => (key === otherKey ? id - other : key < otherKey ? 1 : -1))
      .map(([id]) => id)
  return { chats, messages, notes, readOrder }
}

function expectSameAs(stores: EntityStores, batches: readonly PatchBatch[]): void {
  const model = readMeaning(batches)
  expect(new Map(stores.chats.getState().byId)).toEqual(model.chats)
  for (const list of lists) {
    const shown = stores.lists.getState().byId.get(list)
    const order = model.readOrder(list)
    const unread = order.filter((id) => isChatUnread(model.chats.get(id)))
    expect([...(shown?.chats ?? [])]).toEqual(order)
    expect([...(shown?.unreadChats ?? [])]).toEqual(unread)
    for (const id of order) expect(shown?.chats.indexOf(id)).toBe(order.indexOf(id))
  }
  expect(new Map(stores.notes.getState().byId)).toEqual(model.notes)
  for (const id of [1, 2, 3, 4, 5]) {
    const shown = stores.messages.getState().byId.get(chatId(id))
    const expected = [...(model.messages.get(chatId(id)) ?? new Map<MessageId, MessageView>())]
    expect((shown?.ids ?? []).map((key) => [key, shown?.byId.get(key)])).toEqual(
      expected.toSorted(([a], [b]) => a - b),
    )
  }
}

describe('createApplyBatches', () => {
  it('holds what the patches mean, however they are cut into frames', () => {
    fc.assert(
      fc.property(anyBatches, fc.integer({ min: 1, max: 8 }), (parts, frameSize) => {
        const batches = numberBatches(parts)
        const stores = createEntityStores()
        const apply = createApplyBatches(stores)
        for (let at = 0; at < batches.length; at += frameSize) apply(batches.slice(at, at + frameSize))
        expectSameAs(stores, batches)
      }),
      { numRuns: 300 },
    )
  })

  it('tells subscribers once per frame, and only those of stores that changed', () => {
    const stores = createEntityStores()
    const apply = createApplyBatches(stores)
    let chatsTold = 0
    let listsTold = 0
    stores.chats.subscribe(() => {
      chatsTold += 1
    })
    stores.lists.subscribe(() => {
      listsTold += 1
    })
    apply(
      numberBatches([
        { isSnapshot: false, ops: [{ op: 'chat', value: buildChat(1) }] },
        { isSnapshot: false, ops: [{ op: 'chat', value: buildChat(2) }] },
      ]),
    )
    expect({ chatsTold, listsTold }).toEqual({ chatsTold: 1, listsTold: 0 })
  })

  it('keeps the order while it is the same', () => {
    const stores = createEntityStores()
    const apply = createApplyBatches(stores)
    const place = (id: number, key: string): PatchOp => ({
      op: 'place',
      value: { list: 'main', chatId: chatId(id), key, section: 'chats' },
    })
    apply([{ seq: 1, isSnapshot: true, ops: [place(1, '9'), place(2, '5')] }])
    const before = stores.lists.getState().byId.get('main')
    apply([{ seq: 2, isSnapshot: false, ops: [place(2, '6'), { op: 'chat', value: buildChat(2, 3) }] }])
    const after = stores.lists.getState().byId.get('main')
    expect(after?.chats).toBe(before?.chats)
    expect([...(after?.unreadChats ?? [])]).toEqual([2])
  })

  it('keeps the session on screen while a snapshot arrives in parts', () => {
    const stores = createEntityStores()
    const apply = createApplyBatches(stores)
    const settings: SettingsView = { ...defaultSettings, theme: 'dark', language: 'ru' }
    apply([{ seq: 1, isSnapshot: true, ops: [{ op: 'settings', value: settings }] }])
    apply([{ seq: 1, isSnapshot: true, ops: [] }])
    expect(stores.settings.getState().value).toEqual(settings)
  })
})
