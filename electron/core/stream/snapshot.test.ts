import { expect, it } from 'vitest'
import { patchKinds } from '#shared/contract/patches.ts'
import {
  buildChat,
  buildConversation,
  buildMessage,
  buildNote,
  buildPlace,
} from '../../../test/support/builders/views.ts'
import { type BaseSources, type OpenChatSources, writeSnapshot } from './snapshot.ts'

const names = [
  'session',
  'settings',
  'rules',
  'triage',
  'team',
  'colleagues',
  'alarms',
  'presence',
  'upgrades',
] as const
/** The writer does not look into values. */
const singles = Object.fromEntries(names.map((name) => [name, () => `the ${name}`])) as unknown as Pick<
  BaseSources,
  (typeof names)[number]
>
const top = buildPlace(2, 'b')
const second = buildPlace(1, 'a')
const archived = buildPlace(2, 'b', { list: 'archive' })
const base: BaseSources = {
  // Not in the order of the table: the writer has to bring it about.
  lists: () => [top, second, archived].map((value) => ({ op: 'place', value })),
  chats: () => [1, 2, 3].map((id) => ({ op: 'chat', value: buildChat(id) })),
  folders: () => [],
  ...singles,
}

it('has every home of the table, in its order, chats right before their first place', () => {
  const ops = [...writeSnapshot('every_window', base)]
  expect(ops.slice(0, 10).map(({ op }) => op)).toEqual(
    Object.entries(patchKinds).flatMap(([name, { key }]) => (key === 'single' ? [name] : [])),
  )
  expect(ops[2]).toEqual({ op: 'rules', value: 'the rules' })
  expect(ops.slice(10)).toEqual([
    { op: 'chat', value: buildChat(2) },
    { op: 'place', value: top },
    { op: 'chat', value: buildChat(1) },
    { op: 'place', value: second },
    { op: 'place', value: archived },
    { op: 'chat', value: buildChat(3) },
  ])
})

it('has what is open in a window by itself', () => {
  const chat = buildChat(1)
  const notes = { op: 'notes' as const, chatId: chat.id, value: [buildNote(1, 1)] }
  const sources: OpenChatSources = {
    messages: () => [5, 6].map((id) => ({ op: 'message', value: buildMessage(1, id) })),
    notes: () => [notes],
    conversations: () => [{ op: 'conversation', value: buildConversation(1) }],
  }
  expect([...writeSnapshot('windows_with_the_chat_open', sources)]).toEqual([
    { op: 'conversation', value: buildConversation(1) },
    notes,
    { op: 'message', value: buildMessage(1, 5) },
    { op: 'message', value: buildMessage(1, 6) },
  ])
})

it('does not compile with a home that nobody reads, or with patches of another home', () => {
  const { rules, ...withoutRules } = base
  // @ts-expect-error: the rules are missing.
  const lacking: BaseSources = withoutRules
  // @ts-expect-error: messages are no chats.
  const mixedUp: BaseSources = { ...base, chats: () => [{ op: 'message', value: buildMessage(1, 1) }] }
  expect([lacking, mixedUp, rules]).toHaveLength(3)
})
