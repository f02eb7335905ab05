import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import type { FormattedText, TextEntity } from '../../contract/entities/formatted-text.ts'
import type { TeamLogItem } from './log-item.ts'
import { PartAssembler } from './part-assembler.ts'
import { findTeamLogBlock, readTeamLogBlock, readTeamLogMessage } from './read-log-message.ts'
import { chatId, makeEvent, userIds } from './test-log.ts'
import { writeTeamLogMessages, writePresenceMessage } from './write-log-messages.ts'

vi.setConfig({ testTimeout: 60_000 })

const note = (text: string, id = 'event-1') =>
  makeEvent(id, { type: 'note', chat: chatId, text, mentions: [userIds.duty] })
const asText = fc.string({ unit: 'binary', maxLength: 2_000 })

function write(line: string, event: Parameters<typeof writeTeamLogMessages>[1]): readonly FormattedText[] {
  const written = writeTeamLogMessages(line, event)
  if (!written.ok) throw new Error(written.error.message)
  return written.value
}

function toItems(messages: readonly FormattedText[], authorId: number = userIds.duty): TeamLogItem[] {
  return messages.map((message, index) => {
    const content = readTeamLogMessage(message)
    if (content === undefined || content.kind === 'presence') throw new Error('it is of the log')
    return { messageId: index + 1, dateS: 1, authorId, content }
  })
}

function assemble(items: readonly TeamLogItem[]): string[] {
  const assembler = new PartAssembler()
  return items.map((one) => {
    const assembled = assembler.push(one)
    return assembled.kind === 'item' ? assembled.item.content.kind : assembled.kind
  })
}

/** What Telegram drops or replaces in a text that is sent; in a block it would change what is said. */
function cleanAsTelegram(text: string): string {
  return Array.from(text)
    .filter((character) => !isDropped(character.codePointAt(0) ?? 0))
    .map((character) => (character < ' ' && !'\t\n'.includes(character) ? ' ' : character))
    .join('')
}

function isDropped(point: number): boolean {
  return (point >= 0x2028 && point <= 0x202e) || [0x0d, 0x030a, 0x0333, 0x033f].includes(point)
}

describe('messages of the log', () => {
  it('say the same to whoever reads them, through Telegram, whatever the words', () => {
    fc.assert(
      fc.property(asText, asText, (line, text) => {
        const event = note(text === '' ? ' ' : text)
        const messages = write(line, event)
        for (const message of messages) {
          expect(message.text.length).toBeLessThanOrEqual(4_096)
          expect(message.text).toBe(cleanAsTelegram(message.text).trim())
          expect(message.text.isWellFormed()).toBe(true)
        }
        const assembler = new PartAssembler()
        const [last] = toItems(messages)
          .map((one) => assembler.push(one))
          .slice(-1)
        expect(last).toMatchObject({ kind: 'item', item: { content: { kind: 'event', event } } })
      }),
    )
  })

  it('shorten the line rather than need a second message, and mark what gives roles', () => {
    const [long, ...more] = write('🙂'.repeat(2_000), note('x'.repeat(2_000)))
    expect(more).toEqual([])
    expect(long?.text.split('\n')[0]).toMatch(/^(🙂)+…$/u)
    const genesis = makeEvent('event-2', { type: 'genesis', managers: [3] })
    const [first] = write('Ivan begins', genesis)
    expect(first?.text).toMatch(/^Ivan begins #watchfloor\n\{/u)
    expect(readTeamLogMessage(first!)).toEqual({ kind: 'event', event: genesis, isMarked: true })
  })

  it('carry a long event in parts that end up as it was, whatever comes between', () => {
    const settings = makeEvent('event-3', {
      type: 'settings',
      rules: {
        anonymousAdmins: 'staff',
        customers: {
          everyGroup: true,
          titlePatterns: Array.from({ length: 100 }, (_one, index) => `${'🙂"\\'.repeat(20)}${index}`),
          folderIds: [],
        },
        clock: { redAfterMin: 1, breachAfterMin: 2, reactionAnswers: true, calendar: { kind: 'always' } },
      },
    })
    const items = toItems(write('Rules', settings))
    expect(items.length).toBeGreaterThan(2)
    const foreign = items.map((one) => ({ ...one, authorId: userIds.stranger }))
    const mixed = items.flatMap((one, index) => [foreign[index]!, one, one])
    const kinds = assemble(mixed)
    expect(kinds.filter((kind) => kind === 'event')).toHaveLength(2)
    const assembler = new PartAssembler()
    const last = items.map((one) => assembler.push(one)).at(-1)
    expect(last).toMatchObject({ kind: 'item', item: { content: { event: settings } } })
  })

  it('that are parts count only complete, in order, by one author and as they were sent', () => {
    const parts = toItems(
      [1, 2, 3].map((part) => {
        const data = JSON.stringify(note('in three parts', 'event-5')).slice(
          (part - 1) * 40,
          part === 3 ? undefined : part * 40,
        )
        const block = JSON.stringify({ v: 1, id: 'event-5_', type: 'part', part, parts: 3, data })
        return { text: `…\n${block}`, entities: [pre(2, block.length)] }
      }),
    )
    const [one, two, three] = parts as [TeamLogItem, TeamLogItem, TeamLogItem]
    const foreign = { ...two, authorId: userIds.stranger }
    expect(assemble([one, two, three])).toEqual(['waiting', 'waiting', 'event'])
    expect(assemble([one, three, two, three])).toEqual(['waiting', 'stray', 'waiting', 'event'])
    expect(assemble([one, two, one, two, three])).toEqual([
      'waiting',
      'waiting',
      'waiting',
      'waiting',
      'event',
    ])
    expect(assemble([one, three])).toEqual(['waiting', 'stray'])
    expect(assemble([two, three])).toEqual(['stray', 'stray'])
    expect(assemble([one, foreign, three])).toEqual(['waiting', 'stray', 'stray'])
    expect(assemble([one, { ...two, flaw: 'edited' }, three])).toEqual(['waiting', 'part', 'stray'])
  })

  it('of more than 200 parts are not written', () => {
    const records = Array.from({ length: 900 }, (_one, index) => ['chat', index, 'x'.repeat(900)])
    const written = writeTeamLogMessages(
      'Much',
      makeEvent('event-6', { type: 'snapshot', up_to: 1, hash: '0', records }),
    )
    expect(written).toMatchObject({ ok: false, error: { code: 'too_large' } })
  })

  it('tell of presence', () => {
    const message = writePresenceMessage('Ivan', { chatId, isWriting: true, atS: 5 })
    expect(readTeamLogMessage(message)).toEqual({ kind: 'presence', chatId, isWriting: true, atS: 5 })
  })
})

function pre(offset: number, length: number, language = 'watchfloor'): TextEntity {
  return { kind: 'pre', language, offset, length }
}

const block = (json: string): FormattedText => ({ text: `a\n${json}`, entities: [pre(2, json.length)] })
const withId = (rest: string): string => `{"v":1,"id":"event-1_",${rest}}`

describe('what is read', () => {
  it.each<[string, FormattedText, unknown]>([
    ['a message without a block', { text: 'hello', entities: [] }, undefined],
    ['a block of another language', { text: 'a\n{}', entities: [pre(2, 2, 'json')] }, undefined],
    ['two blocks', { text: '{}{}', entities: [pre(0, 2), pre(2, 2)] }, { reason: 'malformed' }],
    ['a block outside of the text', { text: 'a', entities: [pre(90, 9)] }, { reason: 'malformed' }],
    ['no JSON', block('{'), { reason: 'malformed' }],
    ['a list', block('[1]'), { reason: 'malformed' }],
    ['null', block('null'), { reason: 'malformed' }],
    ['no version', block('{"type":"duty","id":"event-1_","on":true}'), { reason: 'malformed' }],
    ['an unknown type', block(withId('"type":"weather"')), { reason: 'unknown_type', type: 'weather' }],
    ['a type of every object', block(withId('"type":"constructor"')), { reason: 'unknown_type' }],
    ['__proto__ as a type', block(withId('"type":"__proto__"')), { reason: 'unknown_type' }],
    ['a newer type', block('{"v":2,"type":"weather"}'), { kind: 'newer', type: 'weather' }],
    ['a newer form', block('{"v":2,"type":"duty","on":"soon"}'), { kind: 'newer', type: 'duty' }],
    ['a short id', block('{"v":1,"id":"x","type":"duty","on":true}'), { reason: 'malformed', type: 'duty' }],
    ['infinity', block(withId('"type":"duty","on":true,"back_at":1e999')), { reason: 'malformed' }],
    ['a moment past all', block(withId('"type":"duty","on":true,"back_at":1e15')), { reason: 'malformed' }],
    ['half a number', block(withId('"type":"role","user":1.5,"role":"duty"')), { reason: 'malformed' }],
    ['user 0', block(withId('"type":"role","user":0,"role":"duty"')), { reason: 'malformed' }],
    [
      'a lone surrogate',
      block(withId(String.raw`"type":"note","chat":1,"text":"\ud83d"`)),
      { reason: 'malformed' },
    ],
    [
      'a surrogate that is only spoken of',
      block(withId(String.raw`"type":"note","chat":1,"text":"\\ud83d"`)),
      { kind: 'event', event: { text: String.raw`\ud83d` } },
    ],
    ['part 3 of 2', block(withId('"type":"part","part":3,"parts":2,"data":"x"')), { reason: 'malformed' }],
    [
      'part of 1,000',
      block(withId('"type":"part","part":1,"parts":1000,"data":"x"')),
      { reason: 'malformed' },
    ],
  ])('%s', (_title, message, expected) => {
    const content = readTeamLogMessage(message)
    if (expected === undefined) expect(content).toBeUndefined()
    else expect(content).toMatchObject(expected as object)
  })

  it('has no fields but its own, and no other prototype', () => {
    const content = readTeamLogBlock(
      withId('"type":"duty","on":true,"extra":1,"__proto__":{"role":"manager"}'),
      false,
    )
    expect(content).toEqual({
      kind: 'event',
      event: makeEvent('event-1', { type: 'duty', on: true }),
      isMarked: false,
    })
    if (content.kind === 'event') expect(Object.getPrototypeOf(content.event)).toBe(Object.prototype)
    expect('role' in {}).toBe(false)
  })

  it('is marked by the hashtag at the end of its line alone', () => {
    const json = withId('"type":"role","user":6,"role":"duty"')
    const isMarked = (line: string): boolean | undefined => {
      const found = findTeamLogBlock({
        text: `${line}\n${json}`,
        entities: [pre(line.length + 1, json.length)],
      })
      return found !== undefined && 'block' in found ? found.isMarked : undefined
    }
    expect(['x #watchfloor', '#watchfloor', 'x #watchfloor '].map(isMarked)).toEqual([true, true, true])
    expect(['x', 'x#watchfloor', '#watchfloor x', 'x #Watchfloors', ''].map(isMarked)).toEqual(
      Array.from({ length: 5 }, () => false),
    )
  })

  it('is bounded, however deep or long', () => {
    const deep = withId(
      `"type":"snapshot","up_to":1,"hash":"${'0'.repeat(64)}","records":[[1,${'['.repeat(3_000)}${']'.repeat(3_000)}]]`,
    )
    expect(readTeamLogMessage(block(deep))).toMatchObject({ kind: 'event' })
    expect(readTeamLogBlock('['.repeat(9_000), false)).toMatchObject({ reason: 'too_large' })
  })

  const json = fc.json({ maxDepth: 4 })
  const mutated = fc
    .tuple(
      fc.constantFrom(
        withId('"type":"role","user":6,"role":"manager"'),
        withId('"type":"genesis","managers":[6]'),
        withId('"type":"note","chat":1,"text":"x"'),
        withId('"type":"part","part":1,"parts":2,"data":"{"'),
        '{"v":1,"type":"presence","chat":1,"writing":true,"at":5}',
      ),
      fc.nat(80),
      fc.nat(20),
      fc.string({ unit: 'binary', maxLength: 8 }),
    )
    .map(([text, at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut))
  const entity = fc.record({
    kind: fc.constant('pre' as const),
    language: fc.constantFrom('watchfloor', 'json', undefined),
    offset: fc.integer({ min: -5, max: 200 }),
    length: fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constant(Number.NaN)),
  })

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(json, mutated, fc.string({ unit: 'binary' })),
        fc.option(fc.array(entity as fc.Arbitrary<TextEntity>, { maxLength: 3 })),
        (text, entities) => {
          const content = readTeamLogMessage({ text, entities: entities ?? [pre(0, text.length)] })
          const kinds = ['event', 'part', 'newer', 'unreadable', 'presence', undefined]
          expect(kinds).toContain(content?.kind)
        },
      ),
      { numRuns: 500 },
    )
  })
})
