import { describe, expect, it } from 'vitest'
import type { RejectReason } from '../../contract/entities/team.ts'
import { checkRight } from './check-right.ts'
import type { TeamLogItem } from './log-item.ts'
import { TeamFold } from './team-fold.ts'
import { chatId, makeBeginning, makeEvent, makeItem, userIds, standing, type AnyEvent } from './test-log.ts'

type Person = keyof typeof userIds

/** The team, with a task administrator on duty (`other`), an open and a past alarm, and a note by `task`. */
function makeTeam(): TeamFold {
  const fold = new TeamFold(standing)
  const items = [
    ...makeBeginning(),
    makeItem(4, userIds.manager, { type: 'role', user: userIds.other, role: 'task' }),
    makeItem(5, userIds.other, { type: 'duty', on: true }),
    makeItem(6, userIds.duty, { type: 'alarm_raised', chat: chatId, title: 'Acme' }, 'open-alarm'),
    makeItem(7, userIds.duty, { type: 'alarm_raised', chat: chatId - 1, title: 'Bolt' }, 'past-alarm'),
    makeItem(8, userIds.duty, { type: 'alarm_done', alarm: 'past-alarm' }),
    makeItem(9, userIds.task, { type: 'note', chat: chatId, text: 'by task', mentions: [] }, 'note-by-task'),
  ]
  for (const item of items) expect(fold.apply(item).kind).toBe('applied')
  return fold
}

const rules = { anonymousAdmins: 'customer' }
const said: Record<string, AnyEvent> = {
  role: { type: 'role', user: userIds.duty, role: 'task' },
  duty: { type: 'duty', on: true },
  alarm_raised: { type: 'alarm_raised', chat: 77, title: 'Acme' },
  alarm_taken: { type: 'alarm_taken', alarm: 'open-alarm' },
  alarm_done: { type: 'alarm_done', alarm: 'open-alarm' },
  visibility_granted: { type: 'visibility_granted', chat: chatId, user: userIds.task },
  visibility_revoked: { type: 'visibility_revoked', chat: chatId, user: userIds.task },
  settings: { type: 'settings', rules },
  no_reply: { type: 'no_reply', chat: chatId, up_to: 1, up_to_s: 1 },
  no_reply_taken_back: { type: 'no_reply_taken_back', chat: chatId },
  chat_class: { type: 'chat_class', chat: chatId },
  clock_override: { type: 'clock_override', chat: chatId },
  chat_project: { type: 'chat_project', chat: chatId },
  note: { type: 'note', chat: chatId, text: 'x', mentions: [] },
  snapshot: { type: 'snapshot', up_to: 1, hash: '', records: [] },
}
const managers: readonly Person[] = ['owner', 'manager']
const onDuty: readonly Person[] = [...managers, 'duty', 'other']
const everybody: readonly Person[] = [...onDuty, 'task']
const mayBySaid: Record<string, readonly Person[]> = {
  role: managers,
  duty: everybody,
  alarm_raised: onDuty,
  alarm_taken: onDuty,
  alarm_done: onDuty,
  visibility_granted: managers,
  visibility_revoked: managers,
  settings: managers,
  no_reply: onDuty,
  no_reply_taken_back: onDuty,
  chat_class: onDuty,
  clock_override: managers,
  chat_project: managers,
  note: everybody,
  snapshot: managers,
}

describe('rights', () => {
  it.each(Object.entries(said))('of %s', (name, event) => {
    const { state } = makeTeam()
    for (const [person, userId] of Object.entries(userIds)) {
      const reason = checkRight(state, userId, makeEvent('new', event), standing)
      const hasRole = everybody.includes(person as Person)
      const expected = mayBySaid[name]!.includes(person as Person)
        ? undefined
        : hasRole
          ? 'no_right'
          : 'not_a_member'
      expect([person, reason]).toEqual([person, expected])
      const beforeGenesis = checkRight(
        new TeamFold(standing).state,
        userId,
        makeEvent('new', event),
        standing,
      )
      expect(beforeGenesis).toBe('no_genesis')
    }
  })

  it.each<[string, Person, AnyEvent, RejectReason | undefined]>([
    ['a later genesis by a manager', 'manager', { type: 'genesis', managers: [3] }, 'second_genesis'],
    ['a later genesis by an administrator', 'admin', { type: 'genesis', managers: [2] }, 'second_genesis'],
    ['a later genesis by the owner', 'owner', { type: 'genesis', managers: [4] }, undefined],
    ['the last manager', 'manager', { type: 'role', user: 3, role: 'none' }, 'last_manager'],
    ['the last manager, by the owner', 'owner', { type: 'role', user: 3, role: 'duty' }, 'last_manager'],
    ['an open alarm', 'duty', { type: 'alarm_raised', chat: chatId, title: '' }, 'alarm_is_open'],
    ['an alarm that is done', 'duty', { type: 'alarm_taken', alarm: 'past-alarm' }, 'alarm_is_done'],
    ['done twice', 'duty', { type: 'alarm_done', alarm: 'past-alarm' }, 'alarm_is_done'],
    ['an alarm nobody raised', 'duty', { type: 'alarm_done', alarm: 'constructor' }, 'unknown_alarm'],
    ['a note of oneself', 'task', { type: 'note_removed', chat: chatId, note: 'note-by-task' }, undefined],
    [
      'a note, by a manager',
      'manager',
      { type: 'note_removed', chat: chatId, note: 'note-by-task' },
      undefined,
    ],
    ['a note of others', 'duty', { type: 'note_removed', chat: chatId, note: 'note-by-task' }, 'no_right'],
    [
      'no such note',
      'manager',
      { type: 'note_removed', chat: chatId, note: 'note-by-nobody' },
      'unknown_note',
    ],
  ])('%s: %s', (_title, person, event, reason) => {
    expect(checkRight(makeTeam().state, userIds[person], makeEvent('new', event), standing)).toBe(reason)
  })

  it.each(Object.entries(userIds))('of the first genesis: %s', (person, userId) => {
    const event = makeEvent('new', { type: 'genesis', managers: [userId] })
    const mayBegin = person === 'owner' || person === 'admin'
    expect(checkRight(new TeamFold(standing).state, userId, event, standing)).toBe(
      mayBegin ? undefined : 'no_right',
    )
  })
})

describe('TeamFold', () => {
  const apply = (fold: TeamFold, item: TeamLogItem): string => {
    const outcome = fold.apply(item)
    return outcome.kind === 'rejected' ? outcome.reason : outcome.kind
  }

  it('gives no role to a person whom a demoted manager names', () => {
    const fold = makeTeam()
    apply(fold, makeItem(20, userIds.manager, { type: 'role', user: userIds.admin, role: 'manager' }))
    apply(fold, makeItem(21, userIds.admin, { type: 'role', user: userIds.manager, role: 'none' }))
    const { state } = fold
    const grants: AnyEvent[] = [
      { type: 'role', user: userIds.stranger, role: 'manager' },
      { type: 'visibility_granted', chat: chatId, user: userIds.stranger },
      { type: 'genesis', managers: [userIds.manager] },
    ]
    const reasons = grants.map((event, index) => apply(fold, makeItem(22 + index, userIds.manager, event)))
    expect(reasons).toEqual(['not_a_member', 'not_a_member', 'second_genesis'])
    expect(fold.state).toBe(state)
  })

  it('lets the owner name the managers anew; the old ones go on as duty', () => {
    const fold = makeTeam()
    apply(fold, makeItem(20, userIds.owner, { type: 'genesis', managers: [userIds.duty, userIds.stranger] }))
    expect([...fold.state.roles].sort(([a], [b]) => a - b)).toEqual([
      [userIds.manager, 'duty'],
      [userIds.duty, 'manager'],
      [userIds.task, 'task'],
      [userIds.stranger, 'manager'],
      [userIds.other, 'task'],
    ])
    expect(fold.state.rootId).toBe(200)
  })

  it('ends the duty of a person whose role it takes away', () => {
    const fold = makeTeam()
    const outcome = fold.apply(
      makeItem(20, userIds.manager, { type: 'role', user: userIds.other, role: 'none' }),
    )
    expect(outcome).toEqual({
      kind: 'applied',
      changes: [{ kind: 'roles' }, { kind: 'duty', userId: userIds.other }],
    })
    expect(apply(fold, makeItem(21, userIds.other, { type: 'alarm_done', alarm: 'open-alarm' }))).toBe(
      'not_a_member',
    )
  })

  it.each<[string, Partial<TeamLogItem>, string]>([
    ['edited', { flaw: 'edited' }, 'edited'],
    ['forwarded', { flaw: 'forwarded' }, 'forwarded'],
    ['by a bot', { flaw: 'via_bot' }, 'via_bot'],
    ['by a channel', { flaw: 'not_a_person' }, 'not_a_person'],
    [
      'without the hashtag',
      {
        content: {
          kind: 'event',
          isMarked: false,
          event: makeEvent('new', { type: 'role', user: userIds.stranger, role: 'manager' }),
        },
      },
      'not_marked',
    ],
    [
      'said before',
      { content: makeItem(2, 0, { type: 'role', user: 6, role: 'manager' }).content },
      'ignored',
    ],
    ['of a newer build', { content: { kind: 'newer', type: 'weather' } }, 'update_due'],
    [
      'of a stranger’s newer build',
      { authorId: userIds.stranger, content: { kind: 'newer' } },
      'not_a_member',
    ],
    ['unknown', { content: { kind: 'unreadable', reason: 'unknown_type' } }, 'unknown_type'],
  ])('does not count what is %s', (_title, flawed, expected) => {
    const fold = makeTeam()
    const { state } = fold
    const item = makeItem(20, userIds.manager, { type: 'role', user: userIds.stranger, role: 'manager' })
    expect(apply(fold, { ...item, ...flawed })).toBe(expected)
    expect(fold.state).toBe(state)
    expect(fold.isUpdateDue).toBe(expected === 'update_due')
  })

  it('keeps what an earlier "no reply" answered when a later one is taken back, and never goes ahead', () => {
    const fold = makeTeam()
    const mark = (index: number, upTo: number, upToS: number): void => {
      apply(
        fold,
        makeItem(index, userIds.duty, { type: 'no_reply', chat: chatId, up_to: upTo, up_to_s: upToS }),
      )
    }
    const read = () => fold.state.chats.get(chatId)?.noReply
    mark(20, 5, 50)
    mark(21, 9, 99_999_999)
    expect(read()).toMatchObject({
      upToMessageId: 9,
      upToS: 1_000_000 + 21 * 3_600,
      before: { upToMessageId: 5 },
    })
    mark(22, 7, 70)
    expect(read()?.upToMessageId).toBe(9)
    for (const index of [23, 24]) {
      apply(fold, makeItem(index, userIds.duty, { type: 'no_reply_taken_back', chat: chatId }))
      expect(read()).toMatchObject({ upToMessageId: 5, upToS: 50 })
    }
  })

  it('lets nobody keep others from saying "no reply" by naming a message that is not there yet', () => {
    const fold = makeTeam()
    const say = (index: number, upTo: number): void => {
      const event = {
        type: 'no_reply',
        chat: chatId,
        up_to: upTo,
        up_to_s: 1_000_000 + index * 3_600,
      } as const
      apply(fold, makeItem(index, userIds.duty, event))
    }
    say(20, Number.MAX_SAFE_INTEGER)
    say(21, 9)
    expect(fold.state.chats.get(chatId)?.noReply).toMatchObject({
      upToMessageId: 9,
      upToS: 1_000_000 + 21 * 3_600,
    })
  })

  it('does not overwrite a past alarm with one of the same id', () => {
    const fold = makeTeam()
    const other = new TeamFold(standing, { ...fold.base, recentIds: [] })
    apply(other, makeItem(20, userIds.duty, { type: 'alarm_raised', chat: 77, title: 'again' }, 'past-alarm'))
    expect([...other.state.alarms.values()].map((one) => one.title)).toEqual(['Acme', 'Bolt', 'again'])
  })

  it('leaves what it handed out, and what was forked from it, as it was', () => {
    const fold = makeTeam()
    const before = structuredClone(fold.state)
    const held = fold.state
    const fork = fold.fork()
    const more = [
      makeItem(20, userIds.duty, { type: 'note', chat: chatId, text: 'one more', mentions: [] }),
      makeItem(21, userIds.manager, { type: 'visibility_granted', chat: chatId, user: userIds.task }),
      makeItem(22, userIds.duty, { type: 'alarm_done', alarm: 'open-alarm' }),
      makeItem(23, userIds.manager, { type: 'role', user: userIds.duty, role: 'none' }),
    ]
    for (const item of more) expect(apply(fork, { ...item, isPending: true })).toBe('applied')
    expect(fork.state.notes.get(chatId)?.get('event-20')?.written.isPending).toBe(true)
    expect(fold.state).toBe(held)
    expect(held).toEqual(before)
  })
})
