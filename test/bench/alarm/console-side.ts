import { createRequire } from 'node:module'
import { MessageChannel, Worker } from 'node:worker_threads'
import type * as Tdl from 'tdl'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { SystemClock } from '#core/system-clock.ts'
import { createFileLogger } from '#hosts/process/create-logger.ts'
import { followOrders, readMoment, report, type SideOrder, type SideReport } from './protocol.ts'

// The core as its hosts run it, with a window in a thread of its own. The TDLib of the core also sends and receives bare
// texts, beside the core: what is compared goes between the same two clients.

let client: Tdl.Client | undefined
watchTdlib()
const { makeCoreOptions } = await import('../../support/core-harness.ts')
const { openCore } = await import('#core/create-core.ts')

let window: Worker | undefined
let order: Extract<SideOrder, { readonly kind: 'open' }>

followOrders(async (given) => {
  if (given.kind === 'open') {
    order = given
    window = await open()
  } else if (given.kind === 'send') {
    const atNs = readMoment()
    const text = { _: 'formattedText', text: given.text } as const
    await client?.invoke({
      _: 'sendMessage',
      chat_id: order.textChatId,
      input_message_content: { _: 'inputMessageText', text },
    })
    report({ kind: 'said', key: given.text, atNs })
  } else {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    window?.postMessage(given)
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

async function open(): Promise<Worker> {
  const { alarmedChatId, datacenter, folder, loginPhone, teamChatId } = order
  const log = createFileLogger(folder, 'core', new SystemClock())
  const opened = await openCore(makeCoreOptions({ datacenter, loginPhone }, folder, log))
  if (!opened.ok) throw new Error(opened.error.message)
  const { port1, port2 } = new MessageChannel()
  opened.value.connect(createMessagePortEndpoint(port1))
  const thread = new Worker(new URL('window-thread.ts', import.meta.url), {
    workerData: { port: port2, teamChatId, alarmedChatId },
    transferList: [port2],
  })
  thread.on('message', (heard: SideReport) => report(heard))
  thread.on('error', (error) => {
    throw error
  })
  return thread
}
