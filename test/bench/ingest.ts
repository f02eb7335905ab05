import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { median, type Benchmark } from './figures.ts'
import type { IngestReport, OpenOrder } from './ingest/protocol.ts'
import { chatCount, loginPhone, startLoad, runWithLargeDatacenter, waitForQuiet } from './large-datacenter.ts'
import { sumCpuSeconds } from '../support/process-tree.ts'
import { runWithScratchFolder } from './scratch-folder.ts'
import { waitUntil } from './wait-until.ts'

/** Many, because the last ones wait up to 200 ms for their transaction. */
const messageCount = 40_000
const rounds = 3
/** The data centre is what is measured when a side is done so soon (as a share of its time) after it. */
const bottleneckShare = 0.05

interface Side {
  readonly name: string
  readonly entry: string
  /** When the last message was through, by the wall clock. */
  readonly waitForEnd: (child: ChildProcess, order: OpenOrder) => Promise<number>
}

interface Run {
  readonly perSecond: number
  /** Of the measured process, TDLib's threads included. */
  readonly cpuMicrosecondsPerMessage: number
  /** How long after the data centre it was done, as a share of the whole time. */
  readonly lagShare: number
  readonly datacenterPerSecond: number
}

const tdlibAlone: Side = {
  name: 'TDLib alone',
  entry: fileURLToPath(new URL('ingest/tdlib-alone.ts', import.meta.url)),
  waitForEnd: async (child) => {
    const report = await waitForReport(child, 'counted')
    return report.kind === 'counted' ? report.atMs : 0
  },
}

const coreAndStore: Side = {
  name: 'core and store',
  entry: fileURLToPath(new URL('ingest/core-and-store.ts', import.meta.url)),
  waitForEnd: async (_child, { folder, marker }) => {
    const db = new Database(join(folder, 'store.sqlite'), { readonly: true })
    try {
      const stored = db.prepare<[string], number>('SELECT count(*) FROM messages WHERE text LIKE ?').pluck()
      // Pages are only read again after the core has written.
      let version: unknown
      return await waitUntil(`${messageCount} messages in the store`, () => {
        const found = db.pragma('data_version', { simple: true })
        if (found === version) return undefined
        version = found
        return stored.get(`${marker} %`) === messageCount ? Date.now() : undefined
      })
    } finally {
      db.close()
    }
  },
}

/** Messages per second through core and store, against the same through TDLib alone, in turns. */
export const ingest: Benchmark = {
  name: 'ingest',
  run: (report) =>
    runWithLargeDatacenter(async (datacenter) => {
      const alone: Run[] = []
      const whole: Run[] = []
      for (let round = 0; round < rounds; round += 1) {
        alone.push(await measure(tdlibAlone, datacenter, `Alone${round}`))
        whole.push(await measure(coreAndStore, datacenter, `Whole${round}`))
      }
      const aloneRate = median(alone.map((run) => run.perSecond))
      const wholeRate = median(whole.map((run) => run.perSecond))
      const isDatacenterSlow = median(alone.map((run) => run.lagShare)) < bottleneckShare
      const note = `${messageCount} messages over ${chatCount} chats, median of ${rounds}`
      report({ name: 'ingest.tdlib_per_s', value: aloneRate, unit: '1/s', note })
      report({ name: 'ingest.core_per_s', value: wholeRate, unit: '1/s', note })
      report({
        name: 'ingest.ratio',
        // Of neighbours: what else the machine does changes from round to round.
        value: median(whole.map((run, round) => run.perSecond / (alone[round]?.perSecond ?? run.perSecond))),
        unit: '',
        goal: { atLeast: 0.8 },
        ...(isDatacenterSlow ? { note: 'the data centre is the bottleneck: see ingest.cpu_ratio' } : {}),
      })
      report({
        name: 'ingest.datacenter_per_s',
        value: median([...alone, ...whole].map((run) => run.datacenterPerSecond)),
        unit: '1/s',
        note: 'how fast the data centre sent them',
      })
      const cpu = (runs: readonly Run[]): number => median(runs.map((run) => run.cpuMicrosecondsPerMessage))
      report({ name: 'ingest.tdlib_cpu_us', value: cpu(alone), unit: 'µs', note: 'processor per message' })
      report({ name: 'ingest.core_cpu_us', value: cpu(whole), unit: 'µs', note: 'processor per message' })
      report({
        name: 'ingest.cpu_ratio',
        value: cpu(alone) / cpu(whole),
        unit: '',
        note: 'of processor time, whatever else runs',
      })
    }),
}

/** `marker` begins the texts of this run alone: a client that logs in has seen those of the runs before. */
async function measure(side: Side, datacenter: DatacenterProcess, marker: string): Promise<Run> {
  return runWithScratchFolder(async (folder) => {
    const child = fork(side.entry, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const pid = child.pid ?? 0
    try {
      const { tdjsonPath, mtprotoPort, controlPort } = datacenter
      const order: OpenOrder = {
        datacenter: { tdjsonPath, mtprotoPort, controlPort },
        loginPhone,
        folder,
        marker,
        count: messageCount,
      }
      child.send(order)
      await waitForReport(child, 'ready')
      await waitForQuiet(datacenter)
      const cpuBefore = sumCpuSeconds([pid])
      const load = await startLoad(datacenter, { count: messageCount, text: marker })
      const endedAtMs = await side.waitForEnd(child, order)
      const cpuSeconds = sumCpuSeconds([pid]) - cpuBefore
      const { startedAtMs, finishedAtMs, perSecond } = await load.readReport()
      const tookMs = endedAtMs - startedAtMs
      return {
        perSecond: (messageCount * 1_000) / tookMs,
        cpuMicrosecondsPerMessage: (cpuSeconds * 1e6) / messageCount,
        lagShare: (endedAtMs - (finishedAtMs ?? endedAtMs)) / tookMs,
        datacenterPerSecond: perSecond,
      }
    } finally {
      await end(child)
    }
  })
}

function waitForReport(child: ChildProcess, kind: IngestReport['kind']): Promise<IngestReport> {
  const { promise, resolve, reject } = Promise.withResolvers<IngestReport>()
  const listen = (report: IngestReport): void => {
    if (report.kind === kind) resolve(report)
  }
  const fail = (): void => {
    reject(new Error(`the measured process ended before it was ${kind}`))
  }
  child.on('message', listen)
  child.once('exit', fail)
  return promise.finally(() => {
    child.off('message', listen)
    child.off('exit', fail)
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}
