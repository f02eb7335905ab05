import { openHarness } from './core-harness.ts'
import { expectOk, plain } from './test-window.ts'

// A program that sends numbered texts as fast as it may, until it is killed. It prints each number once the core has
// taken the text, which is when a window empties its composer.

interface SendingTask {
  readonly datacenter: {
    readonly tdjsonPath: string
    readonly mtprotoPort: number
    readonly controlPort: number
  }
  readonly loginPhone: string
  readonly profileFolder: string
  readonly chatTitle: string
  readonly first: number
}

export const textOf = (number: number): string => `Text ${number}`
export const sendIdOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

const [argument] = process.argv.slice(2)
if (argument?.startsWith('{') === true) {
  const task = JSON.parse(argument) as SendingTask
  const { window } = await openHarness(task)
  await window.waitForAuth('ready')
  const { id } = await window.waitForChat(task.chatTitle)
  for (let number = task.first; ; number += 1) {
    // TDLib may not have told of the chat yet; the window asks again.
    let sent = await window.calls['messages.send']({
      sendId: sendIdOf(number),
      chatId: id,
      text: plain(textOf(number)),
    })
    while (!sent.ok && (sent.error.code === 'chat_not_found' || sent.error.code === 'not_ready')) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5)
      })
      sent = await window.calls['messages.send']({
        sendId: sendIdOf(number),
        chatId: id,
        text: plain(textOf(number)),
      })
    }
    expectOk(sent)
    process.stdout.write(`sent ${number}\n`)
  }
}
