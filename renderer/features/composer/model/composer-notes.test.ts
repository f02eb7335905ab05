import { describe, expect, it, vi } from 'vitest'
import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import { fail, ok } from '#shared/lib/result.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { type Composer, createComposer } from './composer.ts'

const chatId = -100 as ChatId
const messageId = 7 as MessageId
const secondId = 8 as MessageId

/** These calls are the border to the core: a note must cross it as a note and as nothing else. */
function setUp({ isTeamChat = false } = {}) {
  const calls = {
    'messages.send': vi.fn(() => Promise.resolve(ok({ messageId }))),
    'messages.edit': vi.fn(() => Promise.resolve(ok())),
    'conversation.setDraft': vi.fn(() => Promise.resolve(ok())),
    'conversation.setTyping': vi.fn(() => Promise.resolve(ok())),
    'note.add': vi.fn((_note: unknown) => Promise.resolve(ok())),
  }
  const writing: boolean[] = []
  let nextId = 0
  const composer = createComposer({
    chatId,
    calls,
    clock: new FakeClock(),
    createSendId: () => `id-${(nextId += 1)}`,
    hasNotes: () => !isTeamChat,
    canWrite: () => true,
    findMentionIds: (text) => (text.includes('@Ann') ? [3 as UserId] : []),
    onWriting: (isWriting) => writing.push(isWriting),
  })
  return { calls, composer, writing }
}

function type(composer: Composer, text: string, isPasted = false): void {
  composer.change({ text, caret: text.length, isPasted })
}

const textOf = (composer: Composer): string => composer.store.getState().sync.local.text

describe('a text that begins with !', () => {
  it.each(['! call @Ann', ' \u200B！call @Ann', '!call @Ann\n'])(
    '%j goes to the team alone',
    async (text) => {
      const { calls, composer } = setUp()
      type(composer, text)
      expect(await composer.submit()).toBe('noted')
      expect(calls['note.add'].mock.calls).toEqual([
        [{ noteId: 'id-1', chatId, text: 'call @Ann', mentionIds: [3] }],
      ])
      expect(calls['messages.send']).not.toHaveBeenCalled()
      expect(textOf(composer)).toBe('')
    },
  )

  it('is a note when it was pasted, restored, or grew out of another text', async () => {
    const { calls, composer } = setUp()
    type(composer, '! pasted', true)
    await composer.submit()
    composer.receive({ text: '! restored' })
    await composer.submit()
    type(composer, 'half an answer')
    type(composer, '!half an answer')
    await composer.submit()
    expect(calls['note.add'].mock.calls.map(([note]) => (note as { text: string }).text)).toEqual([
      'pasted',
      'restored',
      'half an answer',
    ])
    expect(calls['messages.send']).not.toHaveBeenCalled()
  })

  it('is told to nobody while it is written', () => {
    const { calls, composer, writing } = setUp()
    type(composer, '! secret')
    expect(calls['conversation.setTyping']).not.toHaveBeenCalled()
    expect(writing).toEqual([false])
    type(composer, 'answer')
    expect(calls['conversation.setTyping']).toHaveBeenCalled()
    expect(writing).toEqual([false, true])
  })

  it('stays when it was not taken, and keeps its id for the next attempt', async () => {
    const { calls, composer } = setUp()
    calls['note.add'].mockResolvedValueOnce(fail('no_team', '') as never)
    type(composer, '! later')
    expect(await composer.submit()).toBe('refused')
    expect(textOf(composer)).toBe('! later')
    expect(composer.store.getState().problem).toMatchObject({ code: 'no_team', isOfNote: true })
    expect(await composer.submit()).toBe('noted')
    expect(calls['note.add'].mock.calls.map(([note]) => (note as { noteId: string }).noteId)).toEqual([
      'id-1',
      'id-1',
    ])
  })

  it('leaves a note behind it when one goes on typing meanwhile', async () => {
    const { calls, composer } = setUp()
    type(composer, '! one')
    const outcome = composer.submit()
    type(composer, '! one and two')
    await outcome
    expect(textOf(composer)).toBe('! and two')
    await composer.submit()
    expect(calls['messages.send']).not.toHaveBeenCalled()
  })

  it('says nothing: nothing is kept', async () => {
    const { calls, composer } = setUp()
    type(composer, ' ! ')
    expect(await composer.submit()).toBe('nothing')
    type(composer, `!${'x'.repeat(2_001)}`)
    expect(await composer.submit()).toBe('refused')
    expect(calls['note.add']).not.toHaveBeenCalled()
  })

  it('is an ordinary text among ourselves', async () => {
    const { calls, composer } = setUp({ isTeamChat: true })
    type(composer, '! hello')
    expect(await composer.submit()).toBe('sent')
    expect(calls['note.add']).not.toHaveBeenCalled()
  })

  it('does not make a note of a message that is changed', async () => {
    const { calls, composer } = setUp()
    calls['messages.edit'].mockResolvedValueOnce(fail('is_note', '') as never)
    composer.edit(messageId, { text: 'hello', entities: [] })
    type(composer, '! hello')
    expect(await composer.submit()).toBe('refused')
    expect(composer.store.getState().problem?.code).toBe('is_note_edit')
    expect(calls['note.add']).not.toHaveBeenCalled()
  })
})

describe('a note on a message', () => {
  it('leaves the answer that was begun aside, and gives it back after it', async () => {
    const { calls, composer } = setUp()
    composer.reply(secondId)
    type(composer, 'half **an** answer')
    composer.note(messageId)
    expect(textOf(composer)).toBe('! ')
    type(composer, '! said')
    await composer.submit()
    expect(calls['note.add'].mock.calls[0]).toEqual([
      { noteId: 'id-1', chatId, text: 'said', mentionIds: [], messageId },
    ])
    expect(composer.store.getState().sync.local).toEqual({
      text: 'half **an** answer',
      replyToMessageId: secondId,
    })
    await composer.submit()
    expect(textOf(composer)).toBe('')
  })

  it.each([
    ['given up', (composer: Composer) => composer.reply(undefined)],
    ['erased', (composer: Composer) => type(composer, '')],
  ])('gives the answer back when it is %s', (_what, leave) => {
    const { composer } = setUp()
    type(composer, 'half')
    composer.note(messageId)
    composer.note(secondId)
    expect(textOf(composer)).toBe('! ')
    leave(composer)
    expect(composer.store.getState().sync.local).toEqual({ text: 'half' })
  })

  it('goes on with a note that was begun', () => {
    const { composer } = setUp()
    type(composer, '! half')
    composer.note(messageId)
    expect(composer.store.getState().sync.local).toEqual({ text: '! half', replyToMessageId: messageId })
  })

  it('goes without a trace while it says nothing', () => {
    const { composer } = setUp()
    composer.note(messageId)
    expect(textOf(composer)).toBe('! ')
    composer.reply(undefined)
    expect(textOf(composer)).toBe('')
    composer.note(messageId)
    type(composer, '! said')
    composer.reply(undefined)
    expect(textOf(composer)).toBe('! said')
  })
})
