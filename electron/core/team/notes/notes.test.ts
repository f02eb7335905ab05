import { describe, expect, it, test } from 'vitest'
import type { Note } from '#shared/domain/team-log/team-state.ts'
import { fail, ok } from '#shared/lib/result.ts'
import { createNoteGuard } from './note-guard.ts'
import { NoteMentions } from './note-mentions.ts'
import { type NoteSource, viewNotes } from './note-views.ts'
import { OwnNotes } from './own-notes.ts'

const makeFacts = () => {
  const facts = new Map<string, unknown>()
  let isBroken = false
  return {
    breakDisk: () => {
      isBroken = true
    },
    store: {
      readFact: (key: string): unknown => facts.get(key),
      saveFact: (key: string, value: unknown) => {
        if (isBroken) return fail('store_failed', 'no room')
        facts.set(key, structuredClone(value))
        return ok()
      },
    },
  }
}
const makeNote = (id: string, fields: Partial<Note> = {}): Note => ({
  id,
  chatId: -1,
  text: id,
  mentionIds: [],
  written: { byUserId: 2, atS: 100 },
  ...fields,
})

describe('createNoteGuard', () => {
  it('takes a chat of which nothing is known for one with notes', () => {
    const isNote = createNoteGuard((chatId) =>
      chatId === 1 ? { kind: 'supergroup', class: 'team' } : undefined,
    )
    expect(isNote(1, '!x')).toBe(false)
    expect(isNote(2, '!x')).toBe(true)
    expect(isNote(2, 'x!')).toBe(false)
  })
})

describe('OwnNotes', () => {
  it('has after a restart what it had, and changes nothing when the disk refuses', () => {
    const { breakDisk, store } = makeFacts()
    const own = new OwnNotes(store)
    own.restore()
    const note = { id: 'note-0001', chatId: -1, text: 'a', mentionIds: [3], atS: 5 }
    expect(own.put(note).ok).toBe(true)
    expect(own.put({ ...note, id: 'note-0002', messageId: 9 }).ok).toBe(true)
    expect(own.drop(['note-0002', 'note-0009']).ok).toBe(true)
    breakDisk()
    expect(own.drop(['note-0001']).ok).toBe(false)
    expect(own.put({ ...note, id: 'note-0003' }).ok).toBe(false)
    const again = new OwnNotes(store)
    again.restore()
    expect([...own.all()]).toEqual([note])
    expect([...again.all()]).toEqual([note])
  })
})

describe('NoteMentions', () => {
  it('gives every fresh note that names the user once, over restarts', () => {
    const { store } = makeFacts()
    const notes = [
      makeNote('called', { mentionIds: [1, 3] }),
      makeNote('of another', { mentionIds: [3] }),
      makeNote('old', { mentionIds: [1], written: { byUserId: 2, atS: -90_000 } }),
      makeNote('mine', { mentionIds: [1], written: { byUserId: 1, atS: 100 } }),
      makeNote('pending', { mentionIds: [1], written: { byUserId: 2, atS: 100, isPending: true } }),
    ]
    const mentions = new NoteMentions(store)
    mentions.restore()
    expect(mentions.take(notes, 1, 200).map(({ id }) => id)).toEqual(['called'])
    expect(mentions.take(notes, 1, 200)).toEqual([])
    const again = new NoteMentions(store)
    again.restore()
    expect(again.take(notes, 1, 200)).toEqual([])
  })
})

test('a view says who may remove a note, where it stands and whether it is in the log', () => {
  const sources: readonly NoteSource[] = [
    { note: makeNote('later', { written: { byUserId: 1, atS: 300, isPending: true } }), isFailed: false },
    { note: makeNote('theirs', { messageId: 7, mentionIds: [1] }), isFailed: false },
    { note: makeNote('before', { chatId: -9, messageId: 7 }), isFailed: false },
    { note: makeNote('lost', { written: { byUserId: 1, atS: 50 } }), isFailed: true },
  ]
  const facts = { chatId: -1, hasMessageIds: true, selfId: 1, name: (id: number) => `User ${id}` }
  const views = viewNotes(sources, { ...facts, myRole: 'duty' })
  expect(views.map(({ id, state, canRemove, messageId }) => [id, state, canRemove, messageId])).toEqual([
    ['lost', 'failed', true, undefined],
    ['theirs', 'sent', false, 7],
    // A message of the group that the chat was before has no place here.
    ['before', 'sent', false, undefined],
    ['later', 'pending', true, undefined],
  ])
  expect(views[1]).toMatchObject({
    chatId: -1,
    isMine: false,
    author: { userId: 2, name: 'User 2' },
    mentions: [{ userId: 1, name: 'User 1' }],
  })
  const removable = (myRole: 'manager' | undefined) =>
    viewNotes(sources, { ...facts, myRole }).map(({ canRemove }) => canRemove)
  expect(removable('manager')).toEqual([true, true, true, true])
  // A user who has no role any more says nothing to the team.
  expect(removable(undefined)).toEqual([true, false, false, false])
})
