import { openHarness } from './core-harness.ts'
import { expectOk } from './test-window.ts'

// A program that says "no reply needed" in a chat, or takes it back, prints `done` with the answer, and goes on
// running until it is killed.

interface NoReplyTask {
  readonly datacenter: {
    readonly tdjsonPath: string
    readonly mtprotoPort: number
    readonly controlPort: number
  }
  readonly loginPhone: string
  readonly profileFolder: string
  readonly chatTitle: string
  readonly call: 'chat.noReplyNeeded' | 'chat.takeBackNoReply'
}

const [argument] = process.argv.slice(2)
const task = JSON.parse(argument ?? '') as NoReplyTask
const { window } = await openHarness(task)
const { id } = await window.waitForChat(task.chatTitle)
if (task.call === 'chat.noReplyNeeded') {
  await window.waitFor(
    () => window.chat(id)?.wait,
    () => 'a wait',
  )
}
expectOk(await window.calls[task.call]({ chatId: id }))
process.stdout.write('done\n')
setInterval(() => undefined, 60_000)
