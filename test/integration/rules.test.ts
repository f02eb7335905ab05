import { describe, expect, test } from 'vitest'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ClassifiedChat, RulesView, StaffMember } from '#shared/contract/entities/triage.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'
import { guarded, ivan, maria, oleg } from './small.ts'
import { useCores } from './use-cores.ts'

const { open, openSynced, start } = useCores()

const asStaff = (...ids: readonly number[]): StaffMember[] =>
  ids.map((userId) => ({ userId: userId as StaffMember['userId'], name: '' }))

async function setRules(window: TestWindow, changes: Partial<RulesView>): Promise<void> {
  expectOk(await window.calls['rules.set'](changes))
}

async function waitForClass(window: TestWindow, title: string, chatClass: ChatView['class']) {
  await window.waitFor(
    () => window.findChat(title)?.class === chatClass,
    () => `${title} to be ${chatClass}, now ${window.findChat(title)?.class}`,
  )
}

const pick = (chats: readonly ClassifiedChat[], title: string): ClassifiedChat | undefined =>
  chats.find((chat) => chat.title === title)

describe('staff', () => {
  test('is kept by id, named as Telegram names it, without bots, and known after a restart', async () => {
    const datacenter = await start()
    const first = await openSynced(datacenter)
    const { window } = first
    expect(window.state.rules).toMatchObject({ isSetUp: false, staff: [] })
    const { members } = expectOk(
      await window.calls['rules.readMembers']({ chatId: (await window.waitForChat('Support of Oleg')).id }),
    )
    expect(members.map((member) => member.name).sort()).toEqual([
      'Ivan Kuznetsov',
      'Maria Sergeeva',
      'Oleg Client',
      'Pavel',
    ])
    await setRules(window, { isSetUp: true, staff: asStaff(maria.id, guarded.id, oleg.id + 1) })
    await window.waitFor(
      () => window.state.rules?.isSetUp,
      () => 'the rules',
    )
    expect(window.state.rules?.staff.map((member) => member.name)).toEqual(['Maria Sergeeva', 'Pavel'])
    await first.close()
    const { window: later } = await open(datacenter, first.profileFolder)
    expect(later.state.rules).toEqual(window.state.rules)
  })

  test('is chosen from the members of groups of both kinds', async () => {
    const { window } = await openSynced(await start())
    const small = await window.waitForChat('Small group')
    const { members } = expectOk(await window.calls['rules.readMembers']({ chatId: small.id }))
    expect(new Set(members.map((member) => member.userId))).toEqual(new Set([ivan.id, maria.id, oleg.id]))
    const news = await window.waitForChat('News')
    const refused = await window.calls['rules.readMembers']({ chatId: news.id })
    expect(refused.ok ? undefined : refused.error.code).toBe('forbidden')
  })

  test('is found by name, username and id', async () => {
    const { window } = await openSynced(await start())
    const find = async (query: string): Promise<readonly string[]> => {
      const { users } = expectOk(await window.calls['rules.findUsers']({ query }))
      return users.map((person) => person.name)
    }
    expect(await find('ser mar')).toEqual(['Maria Sergeeva'])
    expect(await find('@Ivan_Duty')).toEqual(['Ivan Kuznetsov'])
    expect(await find(String(oleg.id))).toEqual(['Oleg Client'])
    expect(await find('alerts')).toEqual([])
    expect(await find('')).toEqual([])
  })
})

describe('classes', () => {
  test('follow the rules, the people in groups, and what was said by hand', async () => {
    const { window } = await openSynced(await start())
    await setRules(window, { isSetUp: true, staff: asStaff(maria.id, guarded.id) })
    await waitForClass(window, 'Support of Oleg', 'customer')
    await waitForClass(window, 'Billing', 'customer')
    expect(window.findChat('News')?.class).toBe('other')
    expect(window.findChat('Maria Sergeeva')?.class).toBe('other')
    // Oleg becomes one of us: the groups hold staff alone.
    await setRules(window, { staff: asStaff(maria.id, guarded.id, oleg.id) })
    for (const title of ['Support of Oleg', 'Billing', 'Small group'])
      await waitForClass(window, title, 'team')
    expect(window.order('team').map((id) => window.chat(id)?.title)).toEqual([
      'Support of Oleg',
      'Billing',
      'Small group',
    ])
    await window.waitFor(
      () => window.state.triage?.counts.team === 3 && window.state.triage.counts.customer === 0,
      () => `three chats of the team, now ${JSON.stringify(window.state.triage?.counts)}`,
    )
    const billing = await window.waitForChat('Billing')
    expectOk(await window.calls['chat.setClass']({ chatId: billing.id, class: 'customer' }))
    await waitForClass(window, 'Billing', 'customer')
    expect(window.chat(billing.id)?.hasHandClass).toBe(true)
    expect(window.order('team')).not.toContain(billing.id)
    expectOk(await window.calls['chat.setClass']({ chatId: billing.id, class: 'auto' }))
    await waitForClass(window, 'Billing', 'team')
  })

  test('name customers by title and by folder', async () => {
    const datacenter = await start()
    const { window } = await openSynced(datacenter)
    const [folder] = window.state.folders
    const folderId = Number(folder?.list.slice('folder:'.length))
    await setRules(window, {
      isSetUp: true,
      staff: asStaff(maria.id),
      customers: { everyGroup: false, titlePatterns: ['support*OLEG'], folderIds: [folderId] },
    })
    await waitForClass(window, 'Support of Oleg', 'customer')
    await waitForClass(window, 'Billing', 'other')
    // A private chat is nobody's customer by itself, in whatever folder it is.
    expect(window.findChat('Maria Sergeeva')?.class).toBe('other')
    const { id } = await window.waitForChat('Billing')
    await datacenter.call('POST', '/title', { chat: id, user: maria.phone, title: 'Support for Oleg' })
    await waitForClass(window, 'Support for Oleg', 'customer')
  })

  test('change when a customer comes into a group of our own, and stay over a restart', async () => {
    const datacenter = await start()
    const first = await openSynced(datacenter)
    const { window } = first
    await setRules(window, { isSetUp: true, staff: asStaff(maria.id, oleg.id) })
    await waitForClass(window, 'Billing', 'team')
    await first.close()
    const { window: later } = await open(datacenter, first.profileFolder)
    expect(later.findChat('Billing')?.class).toBe('team')
    await later.waitForSync()
    const { id } = await later.waitForChat('Billing')
    expect(later.batches.some((batch) => batch.ops.some((op) => isCustomer(op, id)))).toBe(false)
    await datacenter.call('POST', '/join', { chat: id, user: guarded.id, inviter: maria.id })
    await waitForClass(later, 'Billing', 'customer')
    await datacenter.call('POST', '/leave', { chat: id, user: guarded.id })
    await waitForClass(later, 'Billing', 'team')
  })

  test('are previewed without changing anything', async () => {
    const { window } = await openSynced(await start())
    const preview = async (changes: Partial<RulesView>) =>
      expectOk(await window.calls['rules.preview'](changes)).chats
    const before = window.state.rules
    const all = await preview({ staff: asStaff(maria.id, guarded.id) })
    expect(pick(all, 'Support of Oleg')).toMatchObject({ class: 'customer', reason: 'every_group' })
    expect(pick(all, 'News')).toMatchObject({ class: 'other', reason: 'broadcast_channel' })
    expect(pick(all, 'Maria Sergeeva')).toMatchObject({ class: 'other', reason: 'private_chat' })
    const ours = await preview({ staff: asStaff(maria.id, guarded.id, oleg.id) })
    expect(pick(ours, 'Billing')).toMatchObject({ class: 'team', reason: 'only_staff' })
    const some = await preview({
      customers: { everyGroup: false, titlePatterns: ['of oleg'], folderIds: [] },
    })
    expect(pick(some, 'Support of Oleg')).toMatchObject({ reason: 'title_pattern', detail: 'of oleg' })
    expect(pick(some, 'Billing')).toMatchObject({ class: 'other', reason: 'no_rule' })
    expect(window.state.rules).toEqual(before)
    expect(window.findChat('Billing')?.class).not.toBe('other')
  })
})

test('rules that make no sense are refused', async () => {
  const { window } = await openSynced(await start())
  const clock = {
    redAfterMin: 20,
    breachAfterMin: 15,
    reactionAnswers: false,
    calendar: { kind: 'always' },
  } as const
  for (const breachAfterMin of [15, 20]) {
    const marks = await window.calls['rules.set']({ clock: { ...clock, breachAfterMin } })
    expect(marks.ok ? undefined : marks.error.code).toBe('breach_before_red')
  }
  const { id } = await window.waitForChat('Billing')
  for (const override of [
    { redAfterMin: 15 },
    { breachAfterMin: 10 },
    { redAfterMin: 5, breachAfterMin: 5 },
  ]) {
    const marks = await window.calls['chat.setClockOverride']({ chatId: id, override })
    expect(marks.ok ? undefined : marks.error.code).toBe('breach_before_red')
  }
  expect(window.chat(id)?.hasClockOverride).toBe(false)
  const calendar = {
    kind: 'weekly' as const,
    timeZone: 'Mars/Olympus',
    days: [[], [], [], [], [], [], []],
    holidays: [],
  }
  const hours = await window.calls['rules.set']({ clock: { ...clock, breachAfterMin: 30, calendar } })
  expect(hours.ok ? undefined : hours.error.code).toBe('calendar_invalid')
  expect(window.state.rules?.clock).toMatchObject({ redAfterMin: 10, breachAfterMin: 15 })
})

function isCustomer(op: unknown, chatId: number): boolean {
  const { op: name, value } = op as { op: string; value?: Partial<ChatView> }
  return name === 'chat' && value?.id === chatId && value.class === 'customer'
}
