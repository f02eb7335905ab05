import { pino } from 'pino'
import { expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { IntervalsBackup } from './intervals-backup.ts'
import { createMarksBackup } from './marks-backup.ts'
import { migrations } from './migrations/index.ts'
import { openDatabase } from './open-database.ts'
import { StoreConnection } from './store-connection.ts'

const full = 2
const normal = 1

function connect() {
  const folder = createTemporaryFolder()
  const clock = new FakeClock()
  const options = { folder, build: 'test', migrations }
  const opened = openDatabase(options, clock.now())
  if (!opened.ok) throw new Error(opened.error.message)
  const { db } = opened.value
  const connection = new StoreConnection(opened.value, {
    ...options,
    clock,
    log: pino({ level: 'silent' }),
    backup: createMarksBackup(folder),
    intervalsBackup: new IntervalsBackup(folder, pino({ level: 'silent' })),
  })
  return { db, connection, readLevel: () => db.pragma('synchronous', { simple: true }) }
}

it('syncs at the commit of a durable write, and not for the cache', () => {
  const { connection, readLevel } = connect()
  const levels: unknown[] = []
  connection.write(() => levels.push(readLevel()))
  expect(connection.writeDurably(readLevel)).toEqual({ ok: true, value: full })
  connection.write(() => levels.push(readLevel()))
  expect(levels).toEqual([normal, normal])
})

it('throws a bug on, with nothing written and the sync level unchanged', () => {
  const { connection, readLevel } = connect()
  const run = (): unknown =>
    connection.writeDurably(({ marks }) => {
      marks.facts.save('x', '1')
      throw new TypeError('a bug')
    })
  expect(run).toThrow('a bug')
  expect(readLevel()).toBe(normal)
  expect(connection.read('none', ({ marks }) => marks.facts.readOne('x'))).toBeUndefined()
})
