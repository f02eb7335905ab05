import { describe, expect, it, vi } from 'vitest'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import { fail, ok } from '#shared/lib/result.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { type Composer, createComposer } from './composer.ts'
import { trimText } from './trim-text.ts'
import { insertLink, toggleCode, toggleMark } from './format-selection.ts'

const chatId = -100 as ChatId
const messageId = 7 as MessageId

/** The calls are the border to the core: what crosses it is what these tests are about. */
function setUp(canWrite = () => true) {
  const clock = new FakeClock()
  const calls = {
    'messages.send': vi.fn(() => Promise.resolve(ok({ messageId }))),
    'messages.edit': vi.fn(() => Promise.resolve(ok())),
    'conversation.setDraft': vi.fn(() => Promise.resolve(ok())),
    'conversation.setTyping': vi.fn(() => Promise.resolve(ok())),
    'note.add': vi.fn(() => Promise.resolve(ok())),
  }
  let nextSendId = 0
  const composer = createComposer({
    chatId,
    calls,
    clock,
    createSendId: () => `send-${(nextSendId += 1)}`,
    hasNotes: () => false,
    canWrite,
    findMentionIds: () => [],
    onWriting: () => undefined,
  })
  return { clock, calls, composer }
}

function type(composer: Composer, text: string, isPasted = false): void {
  composer.change({ text, caret: text.length, isPasted })
}

const textOf = (composer: Composer): string => composer.store.getState().sync.local.text

describe('a chat in which writing has become impossible', () => {
  it('keeps the text, sends nothing, says so, and tells nobody of typing', async () => {
    let canWrite = true
    const { calls, composer } = setUp(() => canWrite)
    type(composer, 'half')
    expect(calls['conversation.setTyping']).toHaveBeenCalledOnce()
    canWrite = false
    type(composer, 'half a sentence')
    expect(await composer.submit()).toBe('refused')
    expect(composer.store.getState().problem?.code).toBe('write_forbidden')
    composer.edit(messageId, { text: 'an edit', entities: [] })
    expect(await composer.submit()).toBe('refused')
    expect(calls['messages.send']).not.toHaveBeenCalled()
    expect(calls['messages.edit']).not.toHaveBeenCalled()
    expect(calls['conversation.setTyping']).toHaveBeenCalledOnce()
    composer.stopEditing()
    expect(textOf(composer)).toBe('half a sentence')
    canWrite = true
    expect(await composer.submit()).toBe('sent')
  })

  it('makes a note of the text, and of an edit with the text set aside', () => {
    const { composer } = setUp()
    type(composer, 'for the team')
    composer.turnIntoNote()
    expect(textOf(composer)).toBe('! for the team')
    composer.turnIntoNote()
    expect(textOf(composer)).toBe('! for the team')
    composer.edit(messageId, { text: 'other words', entities: [] })
    composer.turnIntoNote()
    const { aside, editing, sync } = composer.store.getState()
    expect(sync.local).toEqual({ text: '! other words', replyToMessageId: messageId })
    expect(editing).toBeUndefined()
    expect(aside?.draft.text).toBe('! for the team')
  })
})

describe('a group that goes on as another chat', () => {
  it('gives the text, its reply and an edit to the composer of that chat, and saves nothing more itself', async () => {
    const { calls, clock, composer } = setUp()
    const next = setUp()
    composer.reply(messageId)
    type(composer, 'half a sentence')
    composer.edit(messageId, { text: 'an edit', entities: [] })
    next.composer.takeOver(composer.giveAway())
    const { editing, sync } = next.composer.store.getState()
    expect(sync.local).toEqual({
      text: 'half a sentence',
      replyToMessageId: toPredecessorId(messageId),
    })
    expect(editing).toMatchObject({ text: 'an edit', messageId: toPredecessorId(messageId) })
    await clock.advanceBy(1_000)
    composer.flush()
    expect(calls['conversation.setDraft']).not.toHaveBeenCalled()
    await next.clock.advanceBy(1_000)
    expect(next.calls['conversation.setDraft']).toHaveBeenCalledWith(
      expect.objectContaining({ text: 'half a sentence' }),
    )
    expect(textOf(composer)).toBe('')
  })

  it('puts the text before what is typed in that chat already', () => {
    const { composer } = setUp()
    const next = setUp()
    type(composer, 'before')
    type(next.composer, 'after')
    next.composer.takeOver(composer.giveAway())
    expect(textOf(next.composer)).toBe('before\nafter')
  })
})

describe('sending', () => {
  it('keeps the text until the core has accepted it', async () => {
    const { calls, composer } = setUp()
    let accept: (value: never) => void = () => undefined
    calls['messages.send'].mockReturnValueOnce(new Promise((resolve) => (accept = resolve)) as never)
    type(composer, 'hello')
    const outcome = composer.submit()
    expect(textOf(composer)).toBe('hello')
    accept(ok({ messageId }) as never)
    expect(await outcome).toBe('sent')
    expect(textOf(composer)).toBe('')
  })

  it('keeps what was typed behind it meanwhile', async () => {
    const { composer } = setUp()
    type(composer, 'one')
    const outcome = composer.submit()
    type(composer, 'one and two')
    await outcome
    expect(textOf(composer)).toBe(' and two')
  })

  it('repeats the id for the same text after a lost answer, and takes a new one for another text', async () => {
    const { calls, composer } = setUp()
    calls['messages.send'].mockResolvedValue(fail('timeout', 'no answer') as never)
    type(composer, 'hello')
    expect(await composer.submit()).toBe('refused')
    expect(composer.store.getState().problem?.code).toBe('timeout')
    expect(textOf(composer)).toBe('hello')
    await composer.submit()
    type(composer, 'hello again')
    await composer.submit()
    const ids = calls['messages.send'].mock.calls.map(
      (call) => (call as unknown as [{ sendId: string }])[0].sendId,
    )
    expect(ids).toEqual(['send-1', 'send-1', 'send-2'])
  })

  it('gives the same text, sent again on purpose, an id of its own', async () => {
    const { calls, composer } = setUp()
    type(composer, '+1')
    await composer.submit()
    type(composer, '+1')
    await composer.submit()
    const ids = calls['messages.send'].mock.calls.map(
      (call) => (call as unknown as [{ sendId: string }])[0].sendId,
    )
    expect(new Set(ids).size).toBe(2)
  })

  it('turns typed marks into styles and leaves pasted ones', async () => {
    const { calls, composer } = setUp()
    type(composer, '**now**: ')
    type(composer, '**now**: echo **/*.ts__x__', true)
    await composer.submit()
    expect(calls['messages.send']).toHaveBeenCalledWith({
      sendId: 'send-1',
      chatId,
      text: { text: 'now: echo **/*.ts__x__', entities: [{ kind: 'bold', offset: 0, length: 3 }] },
    })
  })

  it('refuses what Telegram would cut, and blanks', async () => {
    const { calls, composer } = setUp()
    type(composer, '  \n ')
    expect(await composer.submit()).toBe('nothing')
    type(composer, 'x'.repeat(4097))
    expect(await composer.submit()).toBe('refused')
    expect(composer.store.getState().problem?.code).toBe('text_too_long')
    expect(calls['messages.send']).not.toHaveBeenCalled()
    type(composer, `  ${'x'.repeat(4096)}\n`)
    expect(await composer.submit()).toBe('sent')
  })
})

describe('drafts', () => {
  it('are saved once typing pauses, and at once when the chat is left', async () => {
    const { clock, calls, composer } = setUp()
    type(composer, 'a')
    await clock.advanceBy(300)
    type(composer, 'ab')
    await clock.advanceBy(399)
    expect(calls['conversation.setDraft']).not.toHaveBeenCalled()
    await clock.advanceBy(1)
    expect(calls['conversation.setDraft']).toHaveBeenCalledExactlyOnceWith({ chatId, text: 'ab' })
    type(composer, 'abc')
    composer.flush()
    expect(calls['conversation.setDraft']).toHaveBeenLastCalledWith({ chatId, text: 'abc' })
    await clock.advanceBy(1000)
    expect(calls['conversation.setDraft']).toHaveBeenCalledTimes(2)
  })

  it('are saved again when the core was away', async () => {
    const { clock, calls, composer } = setUp()
    calls['conversation.setDraft'].mockResolvedValueOnce(fail('disconnected', 'gone') as never)
    type(composer, 'abc')
    composer.flush()
    composer.receive({ text: '' })
    await clock.advanceBy(3000)
    expect(textOf(composer)).toBe('abc')
    expect(calls['conversation.setDraft']).toHaveBeenCalledTimes(2)
    expect(calls['conversation.setDraft']).toHaveBeenLastCalledWith({ chatId, text: 'abc' })
    composer.receive({ text: 'abc' })
    await clock.advanceBy(10_000)
    expect(calls['conversation.setDraft']).toHaveBeenCalledTimes(2)
  })

  it('keep the reply, and forget it once sent', async () => {
    const { calls, composer } = setUp()
    composer.reply(messageId)
    type(composer, 'sure')
    composer.flush()
    expect(calls['conversation.setDraft']).toHaveBeenLastCalledWith({
      chatId,
      text: 'sure',
      replyToMessageId: messageId,
    })
    await composer.submit()
    expect(calls['conversation.setDraft']).toHaveBeenLastCalledWith({ chatId, text: '' })
  })

  it('wait untouched behind an edit', async () => {
    const { calls, composer } = setUp()
    type(composer, 'half a thought')
    composer.edit(messageId, { text: 'old', entities: [] })
    type(composer, 'new')
    expect(await composer.submit()).toBe('edited')
    expect(calls['messages.edit']).toHaveBeenCalledWith({
      chatId,
      messageId,
      text: { text: 'new', entities: [] },
    })
    expect(composer.store.getState().editing).toBeUndefined()
    expect(textOf(composer)).toBe('half a thought')
  })

  it('keep an edit that was refused', async () => {
    const { calls, composer } = setUp()
    calls['messages.edit'].mockResolvedValueOnce(fail('offline', 'no connection') as never)
    composer.edit(messageId, { text: 'old', entities: [] })
    type(composer, 'new')
    expect(await composer.submit()).toBe('refused')
    expect(composer.store.getState().editing?.text).toBe('new')
    expect(composer.store.getState().problem?.code).toBe('offline')
  })
})

describe('the end of the account', () => {
  it('leaves nothing of the text, and saves nothing under the next account', async () => {
    const { clock, calls, composer } = setUp()
    calls['conversation.setDraft'].mockResolvedValue(fail('chat_not_found', 'no such chat') as never)
    type(composer, 'half a thought')
    await clock.advanceBy(400)
    expect(calls['conversation.setDraft']).toHaveBeenCalledTimes(1)
    composer.close()
    composer.flush()
    await clock.advanceBy(60_000)
    expect(calls['conversation.setDraft']).toHaveBeenCalledTimes(1)
    expect(JSON.stringify(composer.store.getState())).not.toContain('half a thought')
  })
})

describe('typing', () => {
  it('is reported at most every five seconds, and not for an edit', async () => {
    const { clock, calls, composer } = setUp()
    type(composer, 'a')
    type(composer, 'ab')
    expect(calls['conversation.setTyping']).toHaveBeenCalledTimes(1)
    await clock.advanceBy(5000)
    type(composer, 'abc')
    expect(calls['conversation.setTyping']).toHaveBeenCalledTimes(2)
    await clock.advanceBy(5000)
    composer.edit(messageId, { text: 'old', entities: [] })
    type(composer, 'new')
    expect(calls['conversation.setTyping']).toHaveBeenCalledTimes(2)
  })
})

describe('formatting', () => {
  it('puts marks around words and takes them away again', () => {
    const on = toggleMark('a word b', { start: 1, end: 7 }, '**')
    expect(on).toEqual({ start: 2, end: 6, text: '**word**', selection: { start: 4, end: 8 } })
    expect(toggleMark('a **word** b', on.selection, '**')).toEqual({
      start: 2,
      end: 10,
      text: 'word',
      selection: { start: 2, end: 6 },
    })
  })

  it('makes a block of several lines of code', () => {
    expect(toggleCode('ls\npwd', { start: 0, end: 6 }).text).toBe('```\nls\npwd\n```')
    expect(toggleCode('ls', { start: 0, end: 2 }).text).toBe('`ls`')
  })

  it('inserts a link over the selection', () => {
    expect(insertLink('see board', { start: 4, end: 9 }, 'https://a.example').text).toBe(
      '[board](https://a.example)',
    )
  })

  it('moves styles with the blanks that are taken away', () => {
    expect(trimText({ text: '  bold ', entities: [{ kind: 'bold', offset: 1, length: 6 }] })).toEqual({
      text: 'bold',
      entities: [{ kind: 'bold', offset: 0, length: 4 }],
    })
  })
})
