import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openHarness } from './core-harness.ts'
import { expectOk } from './test-window.ts'

// A program that raises an alarm and is killed: it says so once the core has answered.

interface AlarmTask {
  readonly datacenter: {
    readonly tdjsonPath: string
    readonly mtprotoPort: number
    readonly controlPort: number
  }
  readonly profileFolder: string
  readonly chatId: ChatId
  readonly note: string
}

const [argument] = process.argv.slice(2)
if (argument === undefined) throw new Error('usage: alarm-program.ts TASK')
const { chatId, note, ...settings } = JSON.parse(argument) as AlarmTask
const { window } = await openHarness(settings)
await window.waitForAuth('ready')
await window.waitFor(
  () => window.state.team?.myRole !== undefined && window.chat(chatId) !== undefined,
  () => `the team, now ${JSON.stringify(window.state.team)}`,
)
const raised = expectOk(await window.calls['alarm.raise']({ chatId, note }))
process.stdout.write(`raised ${raised.alarmId}\n`)
// It stays until it is killed.
setInterval(() => undefined, 1_000)
