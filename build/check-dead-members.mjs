// Fails when the product has methods that nothing in it calls.
import { join, relative } from 'node:path'
import { findDeadMembers } from './dead-members.mjs'
import { ensureInstalled, root } from './toolchain.mjs'

// A call from a test does not keep a member alive: these projects hold what is shipped.
const projects = ['core', 'electron', 'renderer'].map((name) => join(root, `tsconfig.${name}.json`))

/** Only tests and benches call these, on purpose. */
const keptMembers = new Map([
  ['Store.flush', 'a test says when what is written behind reaches the disk'],
  ['SqliteStore.flush', 'a test says when what is written behind reaches the disk'],
  ['GroupAsker.waitingCount', 'bounds what is kept in memory'],
  ['ListState.places', 'a property compares what two windows hold'],
  ['Deadlines.heapSize', 'bounds what is kept in memory'],
  ['ReplyClocks.countWaits', 'a bench waits until all clocks run'],
  ['LiveReplyClocks.countWaits', 'a bench waits until all clocks run'],
])

await ensureInstalled()
const { count, dead } = findDeadMembers(projects)
const unexpected = dead.filter(({ name }) => !keptMembers.has(name))
for (const { file, line, name } of unexpected)
  process.stdout.write(`${relative(root, file)}:${line}  ${name} is called by no code of the product\n`)
const needless = [...keptMembers.keys()].filter((kept) => dead.every(({ name }) => name !== kept))
for (const name of needless) process.stdout.write(`${name} need not be kept: it is called, or is gone\n`)
process.stdout.write(`${count} methods and getters, ${unexpected.length} of them dead\n`)
process.exitCode = unexpected.length + needless.length === 0 ? 0 : 1
