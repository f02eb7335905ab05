import { setTimeout as sleep } from 'node:timers/promises'
import type { Benchmark } from './figures.ts'
import { chatCount, startLoad } from './large-datacenter.ts'
import { runWithLoadedConsole, type LoadedConsole } from './loaded-console.ts'
import { readMemoryMb, sumCpuSeconds } from '../support/process-tree.ts'

const perSecond = 50
const measuredMs = 20_000
/** The first moments of a load fill caches. */
const warmUpMs = 3_000

/** Telegram Desktop 4.6.5 on a machine of this size with as many chats: what it needed. */
const telegramDesktop = { cpuCores: 0.34, listCompleteMs: 1_900 }

/** Memory at rest, and processor while messages come in. */
export const load: Benchmark = {
  name: 'load50',
  alsoNamed: ['memory'],
  run: (report) =>
    runWithLoadedConsole(async (console) => {
      report({
        name: 'load50.list_complete_ms',
        value: console.completeAfterMs,
        unit: 'ms',
        goal: { atMost: telegramDesktop.listCompleteMs },
        note: `${chatCount} chats, from the host's start with an empty profile`,
      })
      const shared = 'proportional set size'
      report({
        name: 'memory.core_mb',
        value: readMemoryMb(console.corePid),
        unit: 'MB',
        note: `${chatCount} chats, ${shared}, TDLib and SQLite included`,
      })
      const renderers = console.listRenderers().map(readMemoryMb)
      report({ name: 'memory.renderer_mb', value: Math.max(0, ...renderers), unit: 'MB', note: shared })
      const all = console.listProcesses().map(readMemoryMb)
      report({
        name: 'memory.all_mb',
        value: all.reduce((sum, one) => sum + one, 0),
        unit: 'MB',
        note: 'host, core and the whole browser',
      })
      const usage = await measureProcessor(console)
      report({
        name: 'load50.cpu_cores',
        value: usage.all,
        unit: 'cores',
        goal: { atMost: telegramDesktop.cpuCores },
        note: `${perSecond} messages/s over ${chatCount} chats: host, core and the whole browser`,
      })
      report({ name: 'load50.core_cpu_cores', value: usage.core, unit: 'cores' })
      report({
        name: 'load50.idle_cpu_cores',
        value: usage.idle,
        unit: 'cores',
        note: 'the same without messages',
      })
    }),
}

async function measureProcessor(
  console: LoadedConsole,
): Promise<{ readonly all: number; readonly core: number; readonly idle: number }> {
  const idle = await measureCores(console.listProcesses(), measuredMs / 4)
  const load = await startLoad(console.datacenter, {
    count: (perSecond * (warmUpMs + measuredMs * 2)) / 1_000,
    perSecond,
    text: 'Load',
  })
  await sleep(warmUpMs)
  const [all, core] = await Promise.all([
    measureCores(console.listProcesses(), measuredMs),
    measureCores([console.corePid], measuredMs),
  ])
  const { sent, startedAtMs } = await load.stop()
  const seconds = (Date.now() - startedAtMs) / 1_000
  if (sent < perSecond * seconds * 0.9) {
    throw new Error(`the data centre sent ${sent} messages in ${seconds} s instead of ${perSecond} a second`)
  }
  return { all, core, idle }
}

async function measureCores(pids: readonly number[], forMs: number): Promise<number> {
  const startedAtMs = performance.now()
  const before = sumCpuSeconds(pids)
  await sleep(forMs)
  return (sumCpuSeconds(pids) - before) / ((performance.now() - startedAtMs) / 1_000)
}
