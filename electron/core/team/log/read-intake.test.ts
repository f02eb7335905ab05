import { pino } from 'pino'
import { expect, test } from 'vitest'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import { makeWrittenMessage } from '../../../../test/support/builders/written-message.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { openStore } from '../../store/open-store.ts'
import { ChangesMeanwhile } from '../../telegram/changes-meanwhile.ts'
import type { Message } from '../../telegram/message.ts'
import { People } from '../../telegram/people.ts'
import { readChannelMessage } from './channel-messages.ts'
import { TeamLogBook } from './log-book.ts'
import { ReadIntake } from './read-intake.ts'

const channelId = -1_000_000_000_007
const people = new People()

function makeMessage(id: number): Message {
  const written = writeTeamLogMessages('A line', { v: 1, id: `event-number-${id}`, type: 'duty', on: true })
  if (!written.ok || written.value[0] === undefined) throw new Error('no message')
  return makeWrittenMessage(id, 1, written.value[0])
}

function open() {
  const folder = createTemporaryFolder()
  const opened = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  const standing = { ownerId: 1, isPrivileged: () => true }
  const book = new TeamLogBook({ store, channelId, standing, onUpdate: () => undefined })
  const meanwhile = new ChangesMeanwhile()
  const edited: number[] = []
  const intake = new ReadIntake({ book, people, meanwhile, onEdited: (id) => edited.push(id) })
  const add = (...ids: number[]) =>
    book.add(ids.flatMap((id) => readChannelMessage(makeMessage(id), people) ?? []))
  return { add, book, edited, intake, meanwhile, store }
}

const noteEdited = (meanwhile: ChangesMeanwhile, id: number, dateS: number): void =>
  meanwhile.noteEdited(id, dateS)

test('messages read of a range replace all known ones in it, except for changes told meanwhile', async () => {
  const { add, book, edited, intake, meanwhile, store } = open()
  add(10, 11)
  await meanwhile.during(async () => {
    add(12)
    meanwhile.noteNew(12)
    meanwhile.noteDeleted([13])
    noteEdited(meanwhile, 14, 500)
    intake.replace(
      10,
      20,
      [11, 13, 14, 15].map((id) => makeMessage(id)),
    )
  })
  expect(book.idsBetween(0, 100)).toEqual([11, 12, 14, 15])
  expect(book.find(14)?.flaw).toBe('edited')
  expect(book.find(15)?.flaw).toBeUndefined()
  expect(edited).toEqual([14])
  await store.close()
})

test('a change told before a reading, or during one that is over, does not affect what is read', async () => {
  const { book, edited, intake, meanwhile, store } = open()
  meanwhile.noteDeleted([10])
  noteEdited(meanwhile, 11, 500)
  await meanwhile.during(async () => {
    meanwhile.noteDeleted([12])
    // The end of one reading forgets nothing that the other needs.
    await meanwhile.during(async () => undefined)
    intake.add([10, 11, 12].map((id) => makeMessage(id)))
  })
  expect(book.idsBetween(0, 100)).toEqual([10, 11])
  intake.add([makeMessage(12)])
  expect(book.idsBetween(0, 100)).toEqual([10, 11, 12])
  expect(edited).toEqual([])
  await store.close()
})

test('a message that is told of as new after its deletion is there', async () => {
  const { book, intake, meanwhile, store } = open()
  await meanwhile.during(async () => {
    meanwhile.noteDeleted([10])
    meanwhile.noteNew(10)
    intake.add([makeMessage(10)])
  })
  expect(book.find(10)).toBeDefined()
  await store.close()
})
