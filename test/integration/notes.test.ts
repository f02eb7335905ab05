import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { TeamDesk, waitForTeamLog, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'

let desk: TeamDesk

beforeEach(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
})

afterEach(async () => {
  await desk.dispose()
})

const notesOf = (window: TestWindow, chatId: ChatId): readonly NoteView[] =>
  window.state.notes.get(chatId) ?? []

interface NewNote {
  readonly noteId?: string
  readonly mentionIds?: UserId[]
  readonly messageId?: MessageId
}

const addNote = (
  window: TestWindow,
  chatId: ChatId,
  text: string,
  { mentionIds = [], messageId, noteId = randomUUID() }: NewNote = {},
) =>
  window.calls['note.add']({
    noteId,
    chatId,
    text,
    mentionIds,
    ...(messageId === undefined ? {} : { messageId }),
  })

const waitForNote = (
  { name, window }: TeamConsole,
  chatId: ChatId,
  text: string,
  state: NoteView['state'] = 'sent',
): Promise<NoteView> =>
  window.waitFor(
    () => notesOf(window, chatId).find((note) => note.text === text && note.state === state),
    () => `${state} note "${text}" at ${name}, now ${JSON.stringify(notesOf(window, chatId))}`,
  )

const waitForNone = ({ name, window }: TeamConsole, chatId: ChatId): Promise<boolean> =>
  window.waitFor(
    () => notesOf(window, chatId).length === 0,
    () => `no notes at ${name}, now ${JSON.stringify(notesOf(window, chatId))}`,
  )

/** Titles of the chats that have these words in a message or in somebody's draft. */
async function findWords(words: string): Promise<readonly string[]> {
  const { chats } = await desk.datacenter.call<{
    chats: readonly { readonly id: number; readonly title: string }[]
  }>('GET', '/state')
  const found: string[] = []
  for (const chat of chats) {
    const messages = await desk.datacenter.call<unknown>('GET', `/chats/${chat.id}/messages?limit=1000`)
    if (JSON.stringify([chat, messages]).includes(words)) found.push(chat.title)
  }
  return found
}

async function openPair(): Promise<readonly [TeamConsole, TeamConsole]> {
  const [ivan, maria] = await desk.openAll(['ivan', 'maria'])
  if (ivan === undefined || maria === undefined) throw new Error('two consoles were to open')
  await Promise.all([waitForTeamLog(ivan), waitForTeamLog(maria)])
  return [ivan, maria]
}

test('a note is seen by the team beside its message, and by nobody else', async () => {
  const [ivan, maria] = await openPair()
  await Promise.all([ivan.window.open(chatIds.north), maria.window.open(chatIds.north)])
  const question = await maria.window.waitForMessage(chatIds.north, 'The cart is empty again')
  const before = maria.window.texts(chatIds.north)
  const noteId = randomUUID()
  const note = { noteId, mentionIds: [userIds.maria, userIds.kira], messageId: question.id }
  const added = await Promise.all([
    addNote(ivan.window, chatIds.north, 'Zebra pays late, ask Maria', note),
    addNote(ivan.window, chatIds.north, 'Zebra pays late, ask Maria', note),
  ])
  for (const one of added) expectOk(one)
  const [mine, theirs] = await Promise.all([
    waitForNote(ivan, chatIds.north, 'Zebra pays late, ask Maria'),
    waitForNote(maria, chatIds.north, 'Zebra pays late, ask Maria'),
  ])
  expect(mine).toMatchObject({ id: noteId, isMine: true, canRemove: true, messageId: question.id })
  expect(theirs).toMatchObject({
    id: noteId,
    isMine: false,
    canRemove: false,
    messageId: question.id,
    author: { userId: userIds.ivan, name: 'Ivan Duty' },
    // Whoever is not of the team is not called.
    mentions: [{ userId: userIds.maria, name: 'Maria Duty' }],
  })
  // Called again much later, it is the same note.
  expectOk(await addNote(ivan.window, chatIds.north, 'Zebra pays late, ask Maria', note))
  expect(notesOf(maria.window, chatIds.north)).toHaveLength(1)
  expect(maria.window.texts(chatIds.north)).toEqual(before)
  expect(await findWords('Zebra')).toEqual(['Watch log'])
  const inTeamLog = (await desk.readTeamLog()).filter(({ text }) => text.includes('Zebra'))
  expect(inTeamLog).toMatchObject([{ fromId: userIds.ivan, isSilent: false }])
  expect(inTeamLog[0]?.text).toContain('North shop')

  const told = await maria.window.waitFor(
    () => maria.window.notifications.find(({ kind }) => kind === 'note_mention'),
    () => 'the call by name',
  )
  expect(told).toMatchObject({
    chatId: chatIds.north,
    title: 'North shop',
    author: 'Ivan Duty',
    preview: { kind: 'text', text: 'Zebra pays late, ask Maria' },
  })
  expect(ivan.window.notifications.filter(({ kind }) => kind === 'note_mention')).toEqual([])

  // A window that comes later, and one that asks for everything again, hold the same.
  const other = await maria.harness.openWindow()
  await other.open(chatIds.north)
  expect(notesOf(other, chatIds.north)).toEqual([theirs])
  expectOk(await maria.window.calls['stream.open'](undefined))
  await waitForNote(maria, chatIds.north, 'Zebra pays late, ask Maria')

  const remove = (window: TestWindow) => window.calls['note.remove']({ chatId: chatIds.north, noteId })
  expect(await remove(maria.window)).toMatchObject({ ok: false, error: { code: 'no_right' } })
  expectOk(await remove(ivan.window))
  await Promise.all([waitForNone(ivan, chatIds.north), waitForNone(maria, chatIds.north)])
  expect(await remove(ivan.window)).toMatchObject({ ok: false, error: { code: 'note_not_found' } })
  // Whom nobody names hears nothing, on a phone either.
  expectOk(await addNote(maria.window, chatIds.north, 'Quiet as a mouse'))
  await waitForNote(ivan, chatIds.north, 'Quiet as a mouse')
  const quiet = (await desk.readTeamLog()).find(({ text }) => text.includes('mouse'))
  expect(quiet).toMatchObject({ isSilent: true })
  // Told once, also after a restart.
  await desk.close('maria')
  const again = await desk.open('maria')
  await waitForTeamLog(again)
  await again.window.open(chatIds.north)
  await waitForNote(again, chatIds.north, 'Quiet as a mouse')
  expect(again.window.notifications.filter(({ kind }) => kind === 'note_mention')).toEqual([])
})

test('a note written offline waits over a restart, and a refused one is kept to be tried again', async () => {
  const [ivan, maria] = await openPair()
  await Promise.all([ivan.window.open(chatIds.bakery), maria.window.open(chatIds.bakery)])
  const bread = await ivan.window.waitForMessage(chatIds.bakery, 'Fresh bread?')
  await desk.datacenter.call('POST', '/stop')
  await ivan.window.waitFor(
    () => ivan.window.session.connection !== 'ready',
    () => 'the lost connection',
  )
  expectOk(await addNote(ivan.window, chatIds.bakery, 'Written offline', { messageId: bread.id }))
  await waitForNote(ivan, chatIds.bakery, 'Written offline', 'pending')
  await desk.close('ivan')
  const offline = await desk.open('ivan', { isSynced: false, choosesTeam: false })
  expectOk(await offline.window.calls['conversation.open']({ chatId: chatIds.bakery }))
  await waitForNote(offline, chatIds.bakery, 'Written offline', 'pending')
  await desk.datacenter.call('POST', '/start')
  // Messages of such a group have another id for everybody: the note stands by its time.
  const [sent, seen] = await Promise.all([
    waitForNote(offline, chatIds.bakery, 'Written offline'),
    waitForNote(maria, chatIds.bakery, 'Written offline'),
  ])
  expect(sent.messageId).toBeUndefined()
  expect(seen.messageId).toBeUndefined()

  await desk.fault('refuse', { method: 'messages.sendMessage', message: 'SOMETHING_NEW', code: 400 })
  const noteId = randomUUID()
  for (const [text, id] of [
    ['Refused at first', noteId],
    ['Thrown away', randomUUID()],
  ] as const) {
    expectOk(await addNote(offline.window, chatIds.bakery, text, { noteId: id }))
    expect(await waitForNote(offline, chatIds.bakery, text, 'failed')).toMatchObject({ canRemove: true })
  }
  await desk.fault('clear')
  await desk.close('ivan')
  const again = await desk.open('ivan')
  await waitForTeamLog(again)
  await again.window.open(chatIds.bakery)
  const { id: thrownId } = await waitForNote(again, chatIds.bakery, 'Thrown away', 'failed')
  expectOk(await again.window.calls['note.remove']({ chatId: chatIds.bakery, noteId: thrownId }))
  await waitForNote(again, chatIds.bakery, 'Refused at first', 'failed')
  expectOk(await addNote(again.window, chatIds.bakery, 'Refused at first', { noteId }))
  await waitForNote(maria, chatIds.bakery, 'Refused at first')
  expect(notesOf(again.window, chatIds.bakery).map(({ text }) => text)).not.toContain('Thrown away')

  // The group is upgraded: what was said about it goes with it.
  await desk.datacenter.call('POST', '/migrate', { chat: chatIds.bakery, user: userIds.lena })
  const upgraded = await maria.window.waitFor(
    () =>
      [...maria.window.state.chats.values()].find(
        ({ kind, title }) => title === 'Old bakery' && kind === 'supergroup',
      ),
    () => 'the upgraded group',
  )
  await maria.window.open(upgraded.id)
  const moved = await waitForNote(maria, upgraded.id, 'Written offline')
  expect(moved.chatId).toBe(upgraded.id)
  expectOk(await addNote(maria.window, upgraded.id, 'After the upgrade'))
  await maria.window.waitFor(
    () => notesOf(maria.window, upgraded.id).length === 3,
    () => `all notes, now ${JSON.stringify(notesOf(maria.window, upgraded.id))}`,
  )
  expect(await findWords('Written offline')).toEqual(['Watch log'])
})

test('notes need a team, a role in it and a chat that has them', async () => {
  const alone = await desk.open('oleg', { choosesTeam: false })
  const noTeam = await addNote(alone.window, chatIds.north, 'Nobody reads it')
  expect(noTeam).toMatchObject({ ok: false, error: { code: 'no_team' } })
  const sam = await desk.open('sam', { choosesTeam: false })
  const noRight = await addNote(sam.window, chatIds.north, 'A stranger writes')
  expect(noRight).toMatchObject({ ok: false, error: { code: 'no_team' } })
  const ivan = await desk.open('ivan')
  await waitForTeamLog(ivan)
  await ivan.window.waitFor(
    () => ivan.window.chat(chatIds.lunch)?.class === 'team',
    () => 'the chat of the company alone',
  )
  for (const chatId of [chatIds.lunch, chatIds.pavelToIvan, chatIds.teamLog, -1 as ChatId]) {
    const added = await addNote(ivan.window, chatId, 'Not here')
    expect(added).toMatchObject({ ok: false, error: { code: 'chat_not_found' } })
  }
  expectOk(await ivan.window.calls['chat.setClass']({ chatId: chatIds.pavelToIvan, class: 'customer' }))
  await ivan.window.waitFor(
    () => ivan.window.chat(chatIds.pavelToIvan)?.class === 'customer',
    () => 'the marked chat',
  )
  await ivan.window.open(chatIds.pavelToIvan)
  expectOk(await addNote(ivan.window, chatIds.pavelToIvan, 'About Pavel himself'))
  await waitForNote(ivan, chatIds.pavelToIvan, 'About Pavel himself')
  expect(await findWords('About Pavel')).toEqual(['Watch log'])
})
