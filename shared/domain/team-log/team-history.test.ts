import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { readAuthority } from './authority.ts'
import type { TeamLogItem } from './log-item.ts'
import { readTeamLogMessage } from './read-log-message.ts'
import { hashBase } from './snapshot-records.ts'
import { TeamFold } from './team-fold.ts'
import { TeamHistory } from './team-history.ts'
import type { TeamState } from './team-state.ts'
import { chatId, makeBeginning, makeEvent, makeItem, userIds, standing, type AnyEvent } from './test-log.ts'
import { writeTeamLogMessages } from './write-log-messages.ts'

vi.setConfig({ testTimeout: 60_000 })

const person = fc.constantFrom(...Object.values(userIds))
const chat = fc.constantFrom(chatId, chatId - 1, -42, 77)
const eventId = fc.integer({ min: 1, max: 60 }).map((index) => `event-${index}`.padEnd(8, '_'))

/** Anything that anybody may say, allowed or not. */
const event: fc.Arbitrary<AnyEvent> = fc.oneof(
  fc.record({ type: fc.constant('genesis' as const), managers: fc.array(person, { minLength: 1 }) }),
  fc.record({
    type: fc.constant('role' as const),
    user: person,
    role: fc.constantFrom('manager', 'duty', 'task', 'none'),
  }),
  fc.record({ type: fc.constant('duty' as const), on: fc.boolean() }),
  fc.record({ type: fc.constant('alarm_raised' as const), chat, title: fc.constant('Acme') }),
  fc.record({ type: fc.constantFrom('alarm_taken' as const, 'alarm_done' as const), alarm: eventId }),
  fc.record({ type: fc.constant('visibility_granted' as const), chat, user: person }),
  fc.record({ type: fc.constant('visibility_revoked' as const), chat, user: person }),
  fc.record({ type: fc.constant('settings' as const), duty_sees_all: fc.boolean() }),
  fc.record({
    type: fc.constant('no_reply' as const),
    chat,
    up_to: fc.integer({ min: 1, max: 9 }),
    up_to_s: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ type: fc.constant('no_reply_taken_back' as const), chat }),
  fc.record({ type: fc.constant('chat_class' as const), chat, class: fc.constantFrom('team', undefined) }),
  fc.record({
    type: fc.constant('note' as const),
    chat,
    text: fc.constantFrom('call them', 'no'),
    mentions: fc.constant([]),
  }),
  fc.record({ type: fc.constant('note_removed' as const), chat, note: eventId }),
)

/** The team's beginning, then what its people say; some ids repeat, and some messages are flawed. */
const teamLog: fc.Arbitrary<TeamLogItem[]> = fc
  .array(
    fc.record({
      author: person,
      event,
      twin: fc.integer({ min: 0, max: 20 }),
      isEdited: fc.integer({ max: 20, min: 0 }),
    }),
    { maxLength: 40 },
  )
  .map((said) => [
    ...makeBeginning(),
    ...said.map(({ author, event, isEdited, twin }, index): TeamLogItem => {
      const item = makeItem(index + 4, author, event, `event-${twin === 0 ? index + 3 : index + 4}`)
      return isEdited === 0 ? { ...item, flaw: 'edited' } : item
    }),
  ])

function hash(history: { fork(): TeamFold }): string {
  return hashBase(history.fork().base)
}

function foldWhole(items: readonly TeamLogItem[]): TeamHistory {
  const history = new TeamHistory(standing)
  history.add(items)
  history.markWhole()
  return history
}

describe('TeamHistory', () => {
  it('comes to the same state whatever the order of delivery, with duplicates', () => {
    fc.assert(
      fc.property(
        teamLog.chain((items) =>
          fc.tuple(
            fc.constant(items),
            fc.shuffledSubarray([...items, ...items], { minLength: items.length * 2 }),
          ),
        ),
        fc.integer({ min: 1, max: 7 }),
        ([items, delivered], batch) => {
          const inOrder = foldWhole(items)
          const history = new TeamHistory(standing)
          history.markWhole()
          for (let at = 0; at < delivered.length; at += batch) history.add(delivered.slice(at, at + batch))
          expect(history.state).toEqual(inOrder.state)
          expect(hash(history)).toBe(hash(inOrder))
          expect(history.rejected).toEqual(inOrder.rejected)
        },
      ),
    )
  })

  it('is what the remaining log says after deletions, and gets back what was lost', () => {
    fc.assert(
      fc.property(teamLog, fc.array(fc.nat(40)), (items, picked) => {
        const lost = items.filter((_one, index) => picked.includes(index))
        const history = foldWhole(items)
        history.remove(lost.map((one) => one.messageId))
        expect(history.state).toEqual(foldWhole(items.filter((one) => !lost.includes(one))).state)
        history.add(lost)
        expect(history.state).toEqual(foldWhole(items).state)
      }),
    )
  })

  it('goes back far enough in a long log, whichever message goes', () => {
    const said = Array.from({ length: 600 }, (_one, index) =>
      makeItem(index + 4, userIds.duty, { type: 'note', chat: chatId, text: `${index}`, mentions: [] }),
    )
    const history = foldWhole(makeBeginning())
    for (const item of said) history.add([item])
    for (const index of [599, 510, 509, 508, 254, 253, 252, 0]) {
      const { content, messageId } = said[index]!
      const noteId = content.kind === 'event' ? content.event.id : ''
      history.remove([messageId])
      expect(history.state.notes.get(chatId)?.has(noteId)).toBe(false)
    }
    expect(history.state.notes.get(chatId)?.size).toBe(592)
  })

  it('believes nobody without a role while the history before a snapshot is being read', () => {
    const past = [
      ...makeBeginning(),
      makeItem(4, userIds.stranger, { type: 'note', chat: chatId, text: 'pay here', mentions: [] }),
      makeItem(5, userIds.task, { type: 'note', chat: chatId, text: 'they called', mentions: [] }),
      makeItem(6, userIds.stranger, { type: 'alarm_raised', chat: chatId, title: 'Acme' }),
      makeItem(7, userIds.stranger, { type: 'alarm_done', alarm: 'event-6_' }),
    ]
    const whole = new TeamHistory(standing)
    whole.add(past)
    whole.markWhole()
    const late = new TeamHistory(standing)
    late.add([makeItem(9, userIds.manager, { type: 'snapshot', ...whole.makeSnapshot() })])
    expect(late.tryStart(readAuthority(makeBeginning(), standing), 70)).toBeDefined()
    late.add(past)
    const notes = [...(late.state.notes.get(chatId)?.values() ?? [])]
    expect(notes.map(({ text }) => text)).toEqual(['they called'])
    expect(late.state.alarms.size).toBe(0)
  })

  it('comes to the same from a snapshot as from the genesis, and whatever is said afterwards', () => {
    fc.assert(
      fc.property(teamLog, fc.nat(43), fc.nat(5), (items, cut, gap) => {
        const before = items.slice(0, Math.max(3, cut))
        const writer = foldWhole(before)
        const payload = writer.makeSnapshot()
        if (payload === undefined) throw new Error('there is a genesis')
        const author = [...writer.state.roles].find(([, role]) => role === 'manager')?.[0] ?? userIds.owner
        // Other people go on writing while the snapshot is on its way; none of it takes a role away.
        const after = items.slice(before.length).map((one) => ({ ...one, messageId: one.messageId + 1_000 }))
        const snapshot = {
          ...makeItem(0, author, { type: 'snapshot', ...payload }, 'snapshot-1'),
          messageId: (before.at(-1)?.messageId ?? 0) + gap + 1,
        }
        const all = [...before, snapshot, ...after]
        const whole = foldWhole(all)
        const short = new TeamHistory(standing)
        short.add([snapshot, ...after])
        const authority = readAuthority(all, standing)
        expect(short.tryStart(authority, payload.up_to)).toBeDefined()
        expect(hash(short)).toBe(hash(whole))
        expect(short.state.roles).toEqual(whole.state.roles)
        expect(whole.mismatches).toEqual([])
        // Read back in the background, the newest pages first.
        for (let end = before.length; end > 0; end -= 5) short.add(before.slice(Math.max(0, end - 5), end))
        expect(hash(short)).toBe(hash(whole))
        short.markWhole()
        expect(short.state).toEqual(whole.state)
      }),
    )
  })
})

describe('people without the right', () => {
  const raw = fc.oneof(
    fc.json({ maxDepth: 3 }),
    event.map((one) => JSON.stringify(makeEvent('event-raw', one))),
    fc
      .record({ part: fc.integer({ min: 1, max: 3 }), data: fc.json() })
      .map((part) => JSON.stringify({ v: 1, id: 'event-part', type: 'part', parts: 3, ...part })),
    fc.constant(
      JSON.stringify(makeEvent('event-own', { type: 'role', user: userIds.stranger, role: 'manager' })),
    ),
  )

  it('give nobody a role or a chat, whatever they write', () => {
    const nobody = fc.constantFrom(userIds.stranger, userIds.task, userIds.duty, userIds.admin)
    fc.assert(
      fc.property(fc.array(fc.record({ author: nobody, raw }), { maxLength: 30 }), (said) => {
        const items = said.flatMap(({ author, raw }, index): TeamLogItem[] => {
          const text = `#watchfloor\n${raw}`
          const entities = [{ kind: 'pre' as const, language: 'watchfloor', offset: 12, length: raw.length }]
          const content = readTeamLogMessage({ text, entities })
          if (content === undefined || content.kind === 'presence') return []
          return [{ messageId: 1_000 + index, dateS: 5_000_000, authorId: author, content }]
        })
        const { state } = foldWhole([...makeBeginning(), ...items])
        const { roles, rootId, settings } = foldWhole(makeBeginning()).state
        expect({ roles: state.roles, rootId: state.rootId, settings: state.settings }).toEqual({
          roles,
          rootId,
          settings,
        })
        for (const chat of state.chats.values()) expect(chat.grants.size).toBe(0)
      }),
    )
  })
})

describe('a state that was handed out', () => {
  it('stays as it was, whatever its fold and the forks of it go through', () => {
    fc.assert(
      fc.property(teamLog, fc.array(fc.boolean(), { minLength: 45, maxLength: 45 }), (items, forks) => {
        let fold = new TeamFold(standing)
        const held: { readonly state: TeamState; readonly copy: TeamState }[] = []
        items.forEach((item, index) => {
          if (forks[index] === true) {
            const fork = fold.fork()
            for (const one of items.slice(index)) fork.apply(one)
            if (index % 2 === 0) fold = fold.fork()
          }
          fold.apply(item)
          if (forks[index] === true) held.push({ state: fold.state, copy: structuredClone(fold.state) })
        })
        for (const { copy, state } of held) expect(state).toEqual(copy)
        const straight = new TeamFold(standing)
        for (const item of items) straight.apply(item)
        expect(fold.state).toEqual(straight.state)
      }),
    )
  })
})

describe('an event', () => {
  it('is read as it was written', () => {
    const event = makeEvent('first', {
      type: 'note',
      chat: chatId,
      text: 'é\u202e\u030a\ufeff"\\\n🙂',
      mentions: [4],
    })
    const written = writeTeamLogMessages('Ivan:\n note', event)
    if (!written.ok) throw new Error('it is small')
    expect(written.value).toHaveLength(1)
    expect(readTeamLogMessage(written.value[0]!)).toEqual({ kind: 'event', event, isMarked: false })
  })
})
