import { openHarness } from './core-harness.ts'
import { expectOk } from './test-window.ts'

// A program that goes on duty in the team channel, prints `said` once the core has taken it and it waits, and goes on
// running until it is killed.

interface TeamTask {
  readonly datacenter: {
    readonly tdjsonPath: string
    readonly mtprotoPort: number
    readonly controlPort: number
  }
  readonly loginPhone: string
  readonly profileFolder: string
}

const [argument] = process.argv.slice(2)
const task = JSON.parse(argument ?? '') as TeamTask
const { window } = await openHarness(task)
await window.waitFor(
  () => window.state.team?.teamLog.state === 'ready' && window.session.connection === 'ready',
  () => 'the log',
)
expectOk(await window.calls['team.setDuty']({ isOn: true }))
await window.waitFor(
  () => window.state.team?.teamLog.pausedUntilMs,
  () => 'a pause',
)
process.stdout.write('said\n')
setInterval(() => undefined, 60_000)
