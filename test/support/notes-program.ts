import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openHarness } from './core-harness.ts'

// A program that writes notes about a chat, prints `said ID` or `refused ID` as the core answers, and goes on running
// until it is killed.

interface NotesTask {
  readonly datacenter: {
    readonly tdjsonPath: string
    readonly mtprotoPort: number
    readonly controlPort: number
  }
  readonly loginPhone: string
  readonly profileFolder: string
  readonly chatId: ChatId
  readonly text: string
  readonly noteIds: readonly string[]
}

const [argument] = process.argv.slice(2)
const { chatId, noteIds, text, ...settings } = JSON.parse(argument ?? '') as NotesTask
const { window } = await openHarness(settings)
await window.waitFor(
  () => window.state.team?.teamLog.state === 'ready',
  () => `the log, now ${JSON.stringify(window.state.team)}`,
)
for (const noteId of noteIds) {
  const answer = await window.calls['note.add']({ noteId, chatId, text, mentionIds: [] })
  process.stdout.write(`${answer.ok ? 'said' : 'refused'} ${noteId}\n`)
}
process.stdout.write('done\n')
setInterval(() => undefined, 60_000)
