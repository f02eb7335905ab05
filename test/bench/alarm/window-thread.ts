import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { expectOk, TestWindow } from '../../support/test-window.ts'
import { readMoment, type SideReport, type WindowOrder } from './protocol.ts'

// The window of a console, apart from the core as it is in the program: it raises and ends alarms and tells of those it
// sees.

const { port, teamChatId, alarmedChatId } = workerData as {
  readonly port: MessagePort
  readonly teamChatId: ChatId
  readonly alarmedChatId: ChatId
}
const report = (message: SideReport): void => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message)
}

const window = new TestWindow(createMessagePortEndpoint(port))
await window.start()
await window.waitForSync(60_000)
expectOk(await window.calls['team.choose']({ chatId: teamChatId }))
await window.waitFor(
  () => window.state.team?.teamLog.state === 'ready' && window.state.team.myRole !== undefined,
  () => `the team, now ${JSON.stringify(window.state.team)}`,
  60_000,
)
parentPort?.on('message', (order: WindowOrder) => {
  void follow(order)
})
report({ kind: 'ready' })
await tellOfAlarms()

async function follow(order: WindowOrder): Promise<void> {
  if (order.kind === 'end') {
    expectOk(await window.calls['alarm.done']({ alarmId: order.key }))
    return
  }
  const atNs = readMoment()
  const raised = expectOk(await window.calls['alarm.raise']({ chatId: alarmedChatId, note: order.note }))
  report({ kind: 'said', key: raised.alarmId, atNs })
}

/** Each alarm once when it comes, and once when it is over. */
async function tellOfAlarms(): Promise<never> {
  const seen = new Set<string>()
  const over = new Set<string>()
  for (;;) {
    await window.waitFor(
      () => {
        const atNs = readMoment()
        for (const { done, id } of window.state.alarms) {
          if (!seen.has(id)) report({ kind: 'seen', key: id, atNs })
          seen.add(id)
          if (done === undefined || done.isPending || over.has(id)) continue
          over.add(id)
          report({ kind: 'over', key: id })
        }
        return undefined
      },
      () => 'alarms',
      2 ** 31 - 1,
    )
  }
}
