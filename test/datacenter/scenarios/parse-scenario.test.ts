import { expect, test } from 'vitest'
import { parseScenario, parseScenarioText } from './parse-scenario.ts'
import { ScenarioError, type ScenarioProblem } from './scenario-error.ts'

const duty = { key: 'duty', firstName: 'Ivan', phone: '79000000001' }
const base = { version: 1, name: 'own', people: [duty, { key: 'anna', firstName: 'Anna' }], chats: [] }
const group = { key: 'g', kind: 'supergroup', title: 'G', members: ['duty', 'anna'] }

function findProblems(json: unknown): readonly ScenarioProblem[] {
  try {
    parseScenario(json, 'own.json')
  } catch (error) {
    if (error instanceof ScenarioError) return error.problems
    throw error
  }
  return []
}

test('a small scenario is accepted', () => {
  const history = ['3m anna: hello', { from: 'duty', ago: '1m', text: 'hi', key: 'hi' }, '30s anna >hi: ok']
  expect(
    findProblems({ ...base, chats: [{ ...group, history, accounts: { duty: { unread: 1 } } }] }),
  ).toEqual([])
})

test.each([
  ['a missing name', { ...base, name: undefined }, 'name', 'missing'],
  ['a wrong version', { ...base, version: 2 }, 'version', '2'],
  ['a field that is not known', { ...base, poeple: [] }, 'poeple', 'unknown field'],
  [
    'a bad duration',
    { ...base, chats: [{ ...group, created: 'yesterday' }] },
    'chats[0].created',
    'yesterday',
  ],
  ['a phone with a plus', { ...base, people: [{ ...duty, phone: '+7900' }] }, 'people[0].phone', '+7900'],
  ['an unknown member', { ...base, chats: [{ ...group, members: ['bob'] }] }, 'chats[0].members', '"bob"'],
  [
    'an unknown speaker',
    { ...base, chats: [{ ...group, history: ['1m bob: hi'] }] },
    'chats[0].history[0].from',
    '"bob"',
  ],
  [
    'a reply to nothing',
    { ...base, chats: [{ ...group, history: ['1m anna >x: hi'] }] },
    'chats[0].history[0].replyTo',
    '"x"',
  ],
  ['a key used twice', { ...base, chats: [group, group] }, 'chats', 'twice'],
  [
    'a group without a title',
    { ...base, chats: [{ ...group, title: undefined }] },
    'chats[0].title',
    'no title',
  ],
  [
    'a private chat of three',
    { ...base, chats: [{ key: 'p', kind: 'private', members: ['duty'] }] },
    'chats[0].members',
    '1 members',
  ],
  [
    'a view of a stranger',
    { ...base, chats: [{ ...group, members: ['anna'], accounts: { duty: {} } }] },
    'chats[0].accounts.duty',
    'not in the chat',
  ],
  [
    'a rule for no chat',
    { ...base, traffic: { rules: [{ chat: 'x', from: 'anna', texts: ['a'], every: '1s' }] } },
    'traffic.rules[0].chat',
    '"x"',
  ],
  [
    'hosting without staff',
    { ...base, generate: { kind: 'hosting', customers: 3, account: 'duty', bot: 'anna' } },
    'people',
    '"manager"',
  ],
])('%s is named with its place and what to do', (_name, json, path, words) => {
  const problems = findProblems(json)
  const problem = problems.find((candidate) => candidate.path === path)
  expect(problems.map((candidate) => candidate.path)).toContain(path)
  expect(problem?.problem).toContain(words)
  expect(problem?.advice).not.toBe('')
})

test('broken JSON says so', () => {
  expect(() => parseScenarioText('{"version": 1,', 'own.json')).toThrow(/own\.json cannot be used/)
})

test('a line that is no short line is refused', () => {
  expect(findProblems({ ...base, chats: [{ ...group, history: ['anna: no time given'] }] })).not.toEqual([])
})
