import { createRequire } from 'node:module'
import { MessageChannel } from 'node:worker_threads'
import type * as Tdl from 'tdl'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { createFileLogger } from '#hosts/process/create-logger.ts'
import { expectOk, TestWindow } from '../../support/test-window.ts'
import { followOrders, readMoment, report, type SideOrder } from './protocol.ts'

// The core as its hosts run it, with a window that raises and ends alarms and tells of those it sees. The TDLib of the
// core also sends and receives bare texts, beside the core: what is compared goes between the same two clients.

let client: Tdl.Client | undefined
watchTdlib()
const { makeCoreOptions } = await import('../../support/core-harness.ts')
const { openCore } = await import('#core/create-core.ts')

let window: TestWindow | undefined
let order: Extract<SideOrder, { readonly kind: 'open' }>

followOrders(async (given) => {
  if (given.kind === 'open') {
    order = given
    window = await open()
    report({ kind: 'ready' })
    await tellOfAlarms(window)
  } else if (given.kind === 'send') {
    const atNs = readMoment()
    await client?.invoke({
      _: 'sendMessage',
      chat_id: order.textChatId,
      input_message_content: {
        _: 'inputMessageText',
        text: { _: 'formattedText', text: given.text },
      },
    })
    report({ kind: 'said', key: given.text, atNs })
  } else if (window !== undefined && given.kind === 'raise') {
    const atNs = readMoment()
    const chatId = order.alarmedChatId as ChatId
    const raised = expectOk(await window.calls['alarm.raise']({ chatId, note: given.note }))
    report({ kind: 'said', key: raised.alarmId, atNs })
  } else if (window !== undefined && given.kind === 'end') {
    expectOk(await window.calls['alarm.done']({ alarmId: given.key }))
  }
})

/** Notes the core's client when the core makes it, and when a text reaches it, before the core is told. */
function watchTdlib(): void {
  const tdl = createRequire(import.meta.url)('tdl') as { createBareClient: typeof Tdl.createBareClient }
  const create = tdl.createBareClient
  tdl.createBareClient = () => {
    client = create()
    client.on('update', (update) => {
      if (update._ !== 'updateNewMessage' || update.message.is_outgoing) return
      const atNs = readMoment()
      const { chat_id: chatId, content } = update.message
      if (chatId !== order.textChatId || content._ !== 'messageText') return
      report({ kind: 'seen', key: content.text.text, atNs })
    })
    return client
  }
}

async function open(): Promise<TestWindow> {
  const { datacenter, folder, loginPhone, teamChatId } = order
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
    60_000,
  )
  return mine
}

/** Each alarm once when it comes, and once when it is over. */
async function tellOfAlarms(mine: TestWindow): Promise<never> {
  const seen = new Set<string>()
  const over = new Set<string>()
  for (;;) {
    await mine.waitFor(
      () => {
        const atNs = readMoment()
        for (const { done, id } of mine.state.alarms) {
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
