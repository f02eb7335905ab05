import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { waitUntil } from './wait-until.ts'

/** The duty administrator of the generated scenario, a member of all its chats. */
export const loginPhone = '79000000001'
export const chatCount = 2_000

export interface BulkReport {
  readonly state: 'none' | 'running' | 'finished' | 'stopped'
  readonly sent: number
  readonly startedAtMs: number
  readonly finishedAtMs?: number
  readonly perSecond: number
}

/** Runs with a data centre of 2,000 chats whose people are silent unless they are told to write. */
export async function runWithLargeDatacenter<Value>(
  run: (datacenter: DatacenterProcess) => Promise<Value>,
): Promise<Value> {
  const datacenter = await startDatacenterProcess(['--scenario', `large:${chatCount}x5`, '--traffic', 'off'])
  try {
    return await run(datacenter)
  } finally {
    await datacenter.stop()
  }
}

const slowCalls: ReadonlySet<string> = new Set([
  'messages.getHistory',
  'channels.getFullChannel',
  'channels.getParticipants',
  'messages.getFullChat',
  'stories.getPeerMaxIDs',
])

/**
 * Resolves when clients have stopped asking: what a login brings along is over. Looking into the history and the
 * members of each chat goes on for minutes with so many of them, a few calls a second.
 */
export async function waitForQuiet(datacenter: DatacenterProcess): Promise<void> {
  let last = ''
  await waitUntil(
    'the clients to be quiet',
    async () => {
      const answer = await datacenter.call<{ calls: readonly { method: string }[] }>('GET', '/calls')
      const calls = JSON.stringify(answer.calls.filter(({ method }) => !slowCalls.has(method)))
      const isQuiet = calls === last
      last = calls
      return isQuiet ? true : undefined
    },
    { everyMs: 700 },
  )
}

/** Messages over all chats in turn until `stop`; `perSecond` absent: as fast as the data centre can. */
export async function startLoad(
  datacenter: DatacenterProcess,
  load: { readonly count: number; readonly perSecond?: number; readonly text: string },
): Promise<{ readReport(): Promise<BulkReport>; stop(): Promise<BulkReport> }> {
  await datacenter.call('POST', '/messages/bulk', { ...load, wait: false })
  const readReport = (): Promise<BulkReport> => datacenter.call('GET', '/messages/bulk')
  return {
    readReport,
    stop: async () => {
      await datacenter.call('DELETE', '/messages/bulk')
      return waitUntil('the load to end', async () => {
        const report = await readReport()
        return report.state === 'running' ? undefined : report
      })
    },
  }
}
