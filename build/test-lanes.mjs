// Runs steps in lanes: one after another within a lane, the lanes side by side.
import { OutputTurns } from './test-output.mjs'
import { describeCounts, sumCounts } from './test-reports.mjs'

/**
 * Every step runs, whatever became of the others, unless `signal` ends it all.
 * @param {readonly import('./test-steps.mjs').Step[]} steps
 * @param {{selection?: import('./test-changed.mjs').Selection, signal?: AbortSignal, isSerial?: boolean,
 *   write: (chunk: string | Uint8Array) => void}} options
 * @returns {Promise<import('./test-reports.mjs').Counts>}
 */
export async function runLanes(steps, { selection, signal, isSerial = false, write }) {
  const turns = new OutputTurns(write)
  const runLane = async (lane) => {
    const counts = []
    for (const step of lane) {
      if (signal?.aborted) break
      counts.push(await runStep(step, turns.begin(), selection))
    }
    return sumCounts(counts)
  }
  const lanes = isSerial ? [steps] : splitByLane(steps)
  return sumCounts(await Promise.all(lanes.map(runLane)))
}

function splitByLane(steps) {
  const names = [...new Set(steps.map(({ lane }) => lane))]
  return names.map((name) => steps.filter(({ lane }) => lane === name))
}

async function runStep(step, part, selection) {
  const startedAt = Date.now()
  part.write(`\n── ${step.name}\n`)
  let counts
  try {
    counts = await step.run(part.write, selection)
  } catch (error) {
    part.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    counts = { passed: 0, failed: 1, skipped: 0 }
  }
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  part.write(`── ${step.name}: ${describeCounts(counts)} in ${seconds} s\n`)
  part.end()
  return counts
}
