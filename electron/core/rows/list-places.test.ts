import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { ListPlaces, type Standing } from './list-places.ts'

const telegramLists = ['main', 'archive', 'folder:1', 'folder:2'] as const
const own = ['waiting', 'starred', 'team'] as const

const step = fc.oneof(
  fc.record({
    kind: fc.constant('member' as const),
    chatId: fc.integer({ min: 1, max: 4 }),
    list: fc.constantFrom(...telegramLists),
    isMember: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('stand' as const),
    chatId: fc.integer({ min: 1, max: 4 }),
    key: fc.constantFrom('a', 'b', 'c'),
    ownLists: fc.subarray([...own]),
  }),
  fc.record({ kind: fc.constant('folders' as const), folders: fc.subarray(['folder:1', 'folder:2']) }),
  fc.record({ kind: fc.constant('drop' as const), chatId: fc.integer({ min: 1, max: 4 }) }),
)

test('published, stored and held places are always the same', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const name = (list: ListId, chatId: number): string => `${list} ${chatId}`
      const stored = new Map<string, PlaceView>()
      const shown = new Map<string, PlaceView>()
      const standings = new Map<number, Standing>()
      const members = new Map<string, number>()
      const apply = (ops: readonly PatchOp[]): void => {
        for (const op of ops) {
          if (op.op === 'place') shown.set(name(op.value.list, op.value.chatId), op.value)
          if (op.op === 'drop_place') shown.delete(name(op.list, op.chatId))
        }
      }
      const places = new ListPlaces({
        store: {
          savePlace: (place) => void stored.set(name(place.list, place.chatId), place),
          dropPlace: (list, chatId) => void stored.delete(name(list, chatId)),
        },
        publish: apply,
        readStanding: (chatId) => standings.get(chatId) ?? { key: 'z', section: 'chats', ownLists: [] },
        onMembership: (chatId) => refresh(chatId),
      })
      const refresh = (chatId: number): void => {
        const ops: PatchOp[] = []
        places.refresh(chatId, ops)
        apply(ops)
      }
      for (const one of steps) {
        if (one.kind === 'member') {
          const order = one.isMember ? '5' : '0'
          places.setMember(one.chatId, { list: one.list, order, isPinned: false })
          if (one.isMember) members.set(name(one.list, one.chatId), one.chatId)
          else members.delete(name(one.list, one.chatId))
        } else if (one.kind === 'stand') {
          standings.set(one.chatId, { key: one.key, section: 'chats', ownLists: one.ownLists })
          refresh(one.chatId)
        } else if (one.kind === 'folders') {
          places.keepFolders(one.folders)
          for (const key of members.keys()) {
            const [list = ''] = key.split(' ')
            if (list.startsWith('folder:') && !one.folders.includes(list)) members.delete(key)
          }
        } else {
          places.dropChat(one.chatId)
          standings.delete(one.chatId)
          for (const [key, chatId] of members) if (chatId === one.chatId) members.delete(key)
        }
      }
      const expected = new Map<string, string>()
      for (const [key, chatId] of members) expected.set(key, standings.get(chatId)?.key ?? 'z')
      for (const [chatId, { key, ownLists }] of standings) {
        for (const list of ownLists) expected.set(name(list, chatId), key)
      }
      const readKeys = (all: Iterable<PlaceView>): Map<string, string> =>
        new Map([...all].map((place) => [name(place.list, place.chatId), place.key]))
      expect(readKeys(places.readAll())).toEqual(expected)
      expect(readKeys(shown.values())).toEqual(expected)
      expect(readKeys(stored.values())).toEqual(expected)
    }),
  )
})

test('a member that TDLib has not confirmed when the list is complete has left the list', () => {
  const published: PatchOp[] = []
  const places = new ListPlaces({
    store: { savePlace: () => undefined, dropPlace: () => undefined },
    publish: (ops) => published.push(...ops),
    readStanding: () => ({ key: 'k', section: 'chats', ownLists: [] }),
    onMembership: () => undefined,
  })
  const place = (chatId: number): PlaceView => ({
    list: 'main',
    chatId: chatId as never,
    key: 'k',
    section: 'chats',
  })
  places.restore([place(1), place(2)])
  places.setMember(2, { list: 'main', order: '7', isPinned: false })
  places.completeList('main')
  expect(published).toEqual([{ op: 'drop_place', list: 'main', chatId: 1 }])
  expect([...places.idsOf('main')]).toEqual([2])
})
