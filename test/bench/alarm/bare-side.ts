import type { Client } from 'tdl'
import { openBareTdlib } from '../bare-tdlib.ts'
import { followOrders, readMoment, report } from './protocol.ts'

// A TDLib that sends a text when it is asked to, and tells of those that come.

let client: Client | undefined
let chatId = 0

followOrders(async (order) => {
  if (order.kind === 'open') {
    chatId = order.chatId
    client = await openBareTdlib(order, (update) => {
      if (update._ !== 'updateNewMessage' || update.message.is_outgoing) return
      const atNs = readMoment()
      const { content } = update.message
      if (content._ === 'messageText') report({ kind: 'seen', key: content.text.text, atNs })
    })
    report({ kind: 'ready' })
  } else if (order.kind === 'say') {
    const atNs = readMoment()
    const text = { _: 'formattedText', text: order.text } as const
    await client?.invoke({
      _: 'sendMessage',
      chat_id: chatId,
      input_message_content: { _: 'inputMessageText', text },
    })
    report({ kind: 'said', key: order.text, atNs })
  }
})
