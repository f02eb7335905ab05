import { MessageChannel } from 'node:worker_threads'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openCore } from '#core/create-core.ts'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { createFileLogger } from '#hosts/process/create-logger.ts'
import { makeCoreOptions } from '../../support/core-harness.ts'
import { expectOk, TestWindow } from '../../support/test-window.ts'
import { followOrders, readMoment, report, type SideOrder } from './protocol.ts'

// The core as its hosts run it, with a window that raises and ends alarms and tells of those it sees.

let window: TestWindow | undefined
let alarmedChatId = 0 as ChatId

followOrders(async (order) => {
  if (order.kind === 'open') {
    window = await open(order)
    report({ kind: 'ready' })
    await tellOfAlarms(window)
  } else if (window !== undefined && order.kind === 'say') {
    const atNs = readMoment()
    const raised = expectOk(await window.calls['alarm.raise']({ chatId: alarmedChatId, note: order.text }))
    report({ kind: 'said', key: raised.alarmId, atNs })
  } else if (window !== undefined && order.kind === 'end') {
    expectOk(await window.calls['alarm.done']({ alarmId: order.key }))
  }
})

async function open(order: Extract<SideOrder, { readonly kind: 'open' }>): Promise<TestWindow> {
  const { chatId, datacenter, folder, loginPhone, teamChatId } = order
  alarmedChatId = chatId as ChatId
  const log = createFileLogger(folder, 'core')
  const opened = await openCore(makeCoreOptions({ datacenter, loginPhone }, folder, log))
  if (!opened.ok) throw new Error(opened.error.message)
  const { port1, port2 } = new MessageChannel()
  opened.value.connect(createMessagePortEndpoint(port1))
  const mine = new TestWindow(createMessagePortEndpoint(port2))
  await mine.start()
  await mine.waitForSync(60_000)
  expectOk(await mine.calls['team.choose']({ chatId: teamChatId }))
  await mine.waitFor(
    () => mine.state.team?.log.state === 'ready' && mine.state.team.myRole !== undefined,
    () => `the team, now ${JSON.stringify(mine.state.team)}`,
  )
  return mine
}

/** Each alarm once when it comes, and once when it is over. */
async function tellOfAlarms(mine: TestWindow): Promise<never> {
  const open = new Set<string>()
  for (;;) {
    await mine.waitFor(
      () => {
        const atNs = readMoment()
        for (const { done, id } of mine.state.alarms) {
          if (done === undefined && !open.has(id)) {
            open.add(id)
            report({ kind: 'seen', key: id, atNs })
          } else if (done !== undefined && !done.isPending && open.delete(id)) {
            report({ kind: 'over', key: id })
          }
        }
        return undefined
      },
      () => 'alarms',
      2 ** 31 - 1,
    )
  }
}
