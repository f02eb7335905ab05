import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { coreContract, type CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { NotificationView } from '#shared/contract/entities/triage.ts'
import { PatchOp } from '#shared/contract/patches.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import type { MethodInput } from '#shared/rpc/define-contract.ts'
import { openRecordedWindow, type RecordedWindow } from '../support/recorded-window.ts'
import { TeamDesk, waitForTeamLog, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

/** None of these may ever reach a window of somebody to whom the chats are not shown. */
const hiddenChats: Record<string, ChatId> = {
  'North shop': chatIds.north,
  'South shop': chatIds.south,
  'Old bakery': chatIds.bakery,
}
const secrets = [
  ...Object.keys(hiddenChats),
  ...Object.values(hiddenChats).map((id) => String(id).replace('-100', '').replace('-', '')),
  'Harbour hotel',
  'The South renamed',
  'cart',
  'invoice',
  'Fresh bread',
  'secret word',
]

const chatId = chatIds.north
const messageId = (3 * 2 ** 20) as MessageId
const alarmId = 'alarm-of-the-south'
const text = { text: 'Hello', entities: [] }

type ChatMethod = {
  [N in keyof CoreContract]: MethodInput<CoreContract, N> extends { readonly chatId?: number | undefined }
    ? N
    : never
}[keyof CoreContract]

/** Every call that names a chat, about a hidden one: what it must answer. A new call does not compile without its line. */
const chatCalls: {
  readonly [N in ChatMethod]: readonly [input: MethodInput<CoreContract, N>, answer: string]
} = {
  'team.choose': [{ chatId }, 'chat_not_found'],
  'team.readReaders': [{ chatId }, 'chat_not_found'],
  'alarm.raise': [{ chatId }, 'chat_not_found'],
  'visibility.grant': [{ chatId, userId: userIds.oleg }, 'chat_not_found'],
  'visibility.revoke': [{ chatId, userId: userIds.oleg }, 'chat_not_found'],
  'chat.setProject': [{ chatId }, 'chat_not_found'],
  'chat.getProject': [{ chatId }, 'chat_not_found'],
  'note.add': [{ noteId: 'a-note-of-a-test', chatId, text: 'Hm', mentionIds: [] }, 'chat_not_found'],
  'note.remove': [{ chatId, noteId: 'a-note-of-a-test' }, 'note_not_found'],
  'presence.set': [{ chatId, isWriting: true }, 'undefined'],
  'chat.setPinned': [{ chatId, isPinned: true }, 'chat_not_found'],
  'chat.movePin': [{ chatId }, 'chat_not_found'],
  'chat.setStar': [{ chatId, isStarred: true }, 'chat_not_found'],
  'chat.setClass': [{ chatId, class: 'other' }, 'chat_not_found'],
  'chat.getClockOverride': [{ chatId }, 'chat_not_found'],
  'chat.setClockOverride': [{ chatId }, 'chat_not_found'],
  'chat.noReplyNeeded': [{ chatId }, 'chat_not_found'],
  'chat.takeBackNoReply': [{ chatId }, 'chat_not_found'],
  'chat.setMuted': [{ chatId }, 'chat_not_found'],
  'chat.markRead': [{ chatId }, 'chat_not_found'],
  'chat.markUnread': [{ chatId }, 'chat_not_found'],
  'rules.readMembers': [{ chatId }, 'chat_not_found'],
  'clock.readIntervals': [{ chatId, limit: 10 }, '{"intervals":[]}'],
  'conversation.open': [{ chatId }, 'chat_not_found'],
  'conversation.close': [{ chatId }, 'undefined'],
  'conversation.loadOlder': [{ chatId }, 'not_open'],
  'conversation.loadNewer': [{ chatId }, 'not_open'],
  'conversation.jumpToEnd': [{ chatId }, 'not_open'],
  'conversation.jumpTo': [{ chatId, messageId }, 'not_open'],
  'conversation.setDraft': [{ chatId, text: 'Hello' }, 'chat_not_found'],
  'conversation.setTyping': [{ chatId }, 'undefined'],
  'messages.send': [{ sendId: randomUUID(), chatId, text }, 'chat_not_found'],
  'messages.retry': [{ chatId, messageId }, 'message_not_found'],
  'messages.discard': [{ chatId, messageId }, 'message_not_found'],
  'messages.edit': [{ chatId, messageId, text }, 'message_not_found'],
  'messages.delete': [{ chatId, messageIds: [messageId], forAll: true }, 'message_not_found'],
  'messages.getAbilities': [{ chatId, messageId }, 'message_not_found'],
  'messages.view': [{ chatId, messageIds: [messageId] }, 'chat_not_found'],
}

/** Calls whose answers may name chats: they are called below, and what comes back is looked through. */
const listCalls: { readonly [N in keyof CoreContract]?: MethodInput<CoreContract, N> } = {
  'team.listCandidates': undefined,
  'alarm.readHistory': { limit: 100 },
  'team.readRejected': undefined,
  'rules.preview': {},
  'rules.findUsers': { query: 'shop' },
  'chats.countUnread': { tab: 'unread' },
  'chats.markAllRead': { tab: 'main' },
  'alarm.take': { alarmId },
  'alarm.done': { alarmId },
  'team.findContacts': { query: 'shop' },
  'digest.dismiss': undefined,
  'stream.open': undefined,
}

/** Calls that neither are about chats nor answer with any. */
const otherCalls: readonly (keyof CoreContract)[] = [
  'team.create',
  'team.addMembers',
  'team.removeStranger',
  'team.forget',
  'team.begin',
  'team.setRole',
  'team.setDuty',
  'team.setDutySeesAll',
  'team.dismissMismatch',
  'chats.undoMarkAllRead',
  'chats.stopMarking',
  'rules.set',
  'session.hello',
  'stream.ack',
  'auth.setApiCredentials',
  'auth.setPhone',
  'auth.submitCode',
  'auth.resendCode',
  'auth.submitPassword',
  'auth.requestQr',
  'auth.restart',
  'auth.logOut',
  'auth.removeKept',
  'auth.retryStart',
  'auth.startOver',
  'workspace.switch',
  'proxy.set',
  'settings.set',
  'notice.dismiss',
]

/** Whether an op may carry a chat; a new one does not compile before somebody has thought of it. */
const ops: Record<PatchOp['op'], boolean> = {
  session: false,
  settings: false,
  rules: false,
  triage: false,
  team: true,
  colleagues: false,
  alarms: true,
  presence: true,
  upgrades: true,
  folders: false,
  chat: true,
  drop_chat: true,
  place: true,
  drop_place: true,
  conversation: true,
  clear_messages: true,
  message: true,
  notes: true,
  drop_message: true,
}

/** Notifications: how each is provoked about hidden chats below. */
const notifications: Record<NotificationView['kind'], string> = {
  message: 'a customer writes',
  mention: 'a customer writes the name of the user',
  red: 'the customer waits for longer than the first mark',
  breach: 'and for longer than the second',
  digest: 'messages in more chats than are told one by one',
  red_digest: 'waits in more chats than are told one by one',
  alarm: 'an alarm shows its chat, so it is none of this',
  note_mention: 'a colleague names the user in a note',
}

let desk: TeamDesk
let oleg: TeamConsole
let recorded: RecordedWindow

const findLeaks = (from = 0): readonly string[] =>
  recorded.frames.slice(from).flatMap((frame) => {
    const found = secrets.find((secret) => frame.includes(secret))
    if (found === undefined) return []
    const at = frame.indexOf(found)
    return [`${found}: ${frame.slice(Math.max(0, at - 300), at + 300)}`]
  })

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  const line = 'Ivan: North shop, South shop, https://t.me/c/1700000002/3'
  const event = { type: 'alarm_raised', chat: chatIds.south, title: 'South shop' } as const
  await desk.post('ivan', event, { id: alarmId, line })
  await desk.post('ivan', { type: 'alarm_done', alarm: alarmId }, { line })
  const foreign = { type: 'visibility_granted', chat: chatIds.north, user: userIds.sam } as const
  await desk.post('sam', foreign, { line, isForced: true })
  oleg = await desk.open('oleg')
  await waitForTeamLog(oleg)
  await oleg.window.waitFor(
    () => {
      const titles = [...oleg.window.state.chats.values()].map((chat) => chat.title)
      return titles.includes('Lunch') && titles.every((title) => hiddenChats[title] === undefined)
    },
    () => 'our own chat to be known as one, and the customers’ chats to be hidden',
  )
  await desk.close('oleg')
  oleg = await desk.open('oleg', { isSynced: false, choosesTeam: false })
  recorded = await openRecordedWindow(oleg.harness.core)
}, 120_000)
afterAll(async () => {
  await desk.dispose()
})

describe('a chat that is not shown to somebody', () => {
  test('has been thought of in every call, patch and notification', () => {
    const known = [...Object.keys(chatCalls), ...Object.keys(listCalls), ...otherCalls]
    expect(known.toSorted()).toEqual(Object.keys(coreContract).toSorted())
    const named = Object.entries(coreContract).filter(
      ([, { input }]) => 'entries' in input && 'chatId' in (input.entries as object),
    )
    expect(named.map(([name]) => name).toSorted()).toEqual(Object.keys(chatCalls).toSorted())
    expect(PatchOp.options.map(({ entries }) => entries.op.literal).toSorted()).toEqual(
      Object.keys(ops).toSorted(),
    )
    expect(NotificationView.entries.kind.options.toSorted()).toEqual(Object.keys(notifications).toSorted())
  })

  test('is not in the first picture, nor in what a start brings', async () => {
    const { window } = recorded
    expect([...window.state.chats.values()].map((chat) => chat.title).toSorted()).toEqual([
      'Lunch',
      'Watch log',
    ])
    await window.waitForSync()
    await waitForTeamLog(oleg)
    expect(findLeaks()).toEqual([])
    expect(window.session.sync.chatCount).toBe(2)
  })

  test('does not show itself by what happens in it', async () => {
    const { window } = recorded
    await desk.write('kira', chatIds.north, '@oleg_team the cart and the secret word')
    await desk.write('pavel', chatIds.south, 'The secret word again')
    await desk.write('pavel', chatIds.bakery, 'Fresh bread and the secret word')
    for (let index = 0; index < 4; index += 1) {
      const members = [userIds.oleg, userIds.kira]
      const made = { title: `Harbour hotel ${index}`, owner: userIds.lena, members }
      const { tdlibId } = await desk.datacenter.call<{ tdlibId: number }>('POST', '/chats', made)
      await desk.write('kira', tdlibId, 'Another secret word')
    }
    const changed = { chat: chatIds.south, user: userIds.lena, title: 'The South renamed' }
    await desk.datacenter.call('POST', '/title', changed)
    await desk.datacenter.call('POST', '/migrate', { chat: chatIds.bakery, user: userIds.lena })
    const line = 'Ivan: North shop, South shop, the secret word'
    const note = { type: 'note', chat: chatIds.north, text: 'secret word' } as const
    await desk.post('ivan', { ...note, mentions: [userIds.oleg] }, { line })
    const grant = { type: 'visibility_granted', chat: chatIds.north, user: userIds.ivan } as const
    await desk.post('lena', grant, { line })
    const seen = { chatId: chatIds.north, isWriting: true, atS: Math.floor(Date.now() / 1000) }
    await desk.postText('ivan', writePresenceMessage('Ivan: North shop', seen))
    // What comes after all of that has come: everything before it has been looked at.
    await desk.write('maria', chatIds.lunch, 'Pasta today')
    await window.waitFor(
      () => JSON.stringify(window.chat(chatIds.lunch) ?? '').includes('Pasta today'),
      () => 'the shown chat',
    )
    await window.waitFor(
      () =>
        window.notifications.some((one) => one.chatId === chatIds.lunch) ||
        window.chat(chatIds.lunch)?.unreadCount,
      () => 'what is told of the shown chat',
    )
    expect(findLeaks()).toEqual([])
  })

  test('does not show itself by its clock, nor by what is told after an absence', async () => {
    const { window } = recorded
    oleg.clock.jump(12 * 60_000)
    await desk.write('maria', chatIds.lunch, 'Soup is out')
    await window.waitFor(
      () => JSON.stringify(window.chat(chatIds.lunch) ?? '').includes('Soup is out'),
      () => 'the shown chat',
    )
    oleg.clock.jump(12 * 60_000)
    await window.waitFor(
      () => window.state.triage?.digest !== undefined || window.state.triage?.counts.unread,
      () => `the digest, now ${JSON.stringify(window.state.triage)}`,
    )
    expect(window.state.triage?.counts).toMatchObject({ customer: 0, waiting: 0, red: 0, breach: 0 })
    expect(window.state.triage?.digest?.redCount ?? 0).toBe(0)
    expect(window.state.triage?.digest?.waitingCount ?? 0).toBe(0)
    expect(window.notifications.filter((one) => one.kind !== 'message')).toEqual([])
    expect(findLeaks()).toEqual([])
  })

  test('is no chat for any call, and in no answer', async () => {
    const { calls } = recorded.window
    type Call = (
      input: unknown,
    ) => Promise<{ ok: true; value: unknown } | { ok: false; error: { code: string } }>
    const call = (name: string): Call => (calls as unknown as Record<string, Call>)[name]!
    for (const [name, [input, expected]] of Object.entries(chatCalls)) {
      const answered = await call(name)(input)
      const answer = answered.ok ? JSON.stringify(answered.value) : answered.error.code
      expect(`${name}: ${answer}`).toBe(`${name}: ${expected}`)
    }
    for (const [name, input] of Object.entries(listCalls)) await call(name)(input)
    expectOk(
      await calls['rules.preview']({ customers: { everyGroup: false, titlePatterns: [], folderIds: [] } }),
    )
    expect(findLeaks()).toEqual([])
  })

  test('is not named by the team’s channel, which is a chat like others', async () => {
    const { window } = recorded
    await window.open(chatIds.teamLog)
    expect(window.messages(chatIds.teamLog).length).toBeGreaterThan(5)
    expect(findLeaks()).toEqual([])
  })

  test('is everywhere once it is shown', async () => {
    const { window } = recorded
    await desk.post('lena', { type: 'visibility_granted', chat: chatIds.north, user: userIds.oleg })
    await window.waitFor(
      () => window.chat(chatIds.north)?.wait,
      () => 'the chat with its wait',
    )
    await window.open(chatIds.north)
    expect(findLeaks().some((leak) => leak.startsWith('North shop'))).toBe(true)
    expect(window.texts(chatIds.north).some((one) => one.includes('secret word'))).toBe(true)
    const { notes } = window.state
    expect(notes.get(chatIds.north)?.map((note) => note.text)).toEqual(['secret word'])
  })

  test('is not shown once more when the account logs out', async () => {
    const { frames, window } = recorded
    await desk.post('lena', { type: 'visibility_revoked', chat: chatIds.north, user: userIds.oleg })
    await window.waitFor(
      () =>
        window.chat(chatIds.north) === undefined && window.conversation(chatIds.north)?.state === 'failed',
      () => 'the chat to be hidden',
    )
    const known = frames.length
    expectOk(await window.calls['auth.logOut'](undefined))
    await window.waitForAuth('wait_phone')
    await window.waitFor(
      () => window.state.chats.size === 0,
      () => 'no chats',
    )
    expect(findLeaks(known)).toEqual([])
  })
})
