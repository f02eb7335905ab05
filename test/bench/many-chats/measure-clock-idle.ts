import { setTimeout as sleep } from 'node:timers/promises'
import { SystemClock } from '#core/system-clock.ts'
import { runWithScratchFolder } from '../scratch-folder.ts'
import { startCoreOfManyChats } from './core-of-many-chats.ts'

// A process of its own: `measure-clock-idle.ts COUNT MILLISECONDS` prints how much of one processor the core takes
// while customers wait in that many chats and nothing else happens, percent.

const [count, measuredMs] = process.argv.slice(2).map(Number)
if (count === undefined || measuredMs === undefined) throw new Error('how many chats, and for how long?')

await runWithScratchFolder(async (folder) => {
  const nowS = Math.floor(Date.now() / 1000)
  const { core, store } = startCoreOfManyChats(folder, new SystemClock(), {
    count,
    describeLast: (index) => ({ dateS: nowS - (index % 3_600), isWaiting: true }),
  })
  // Rows are mapped and written, and the memory of the start is tidied up.
  const isDone = (): boolean => core.triage.clocks.countWaits().waiting === count
  while (!isDone()) await sleep(100)
  await sleep(3_000)
  const percent: number[] = []
  for (let part = 0; part < 5; part += 1) {
    const fromMs = performance.now()
    const before = process.cpuUsage()
    await sleep(measuredMs / 5)
    const { system, user } = process.cpuUsage(before)
    percent.push(((system + user) / 1000 / (performance.now() - fromMs)) * 100)
  }
  if (!isDone()) throw new Error('customers stopped waiting')
  process.stdout.write(`${JSON.stringify({ percent })}\n`)
  core.triage.close()
  await store.close()
})
