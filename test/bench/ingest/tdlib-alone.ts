import { followOrder, report } from './protocol.ts'
import { openBareTdlib } from '../bare-tdlib.ts'

// TDLib with the parameters that the core gives it, and a handler that only counts.

followOrder(async (order) => {
  let counted = 0
  await openBareTdlib(order, (update) => {
    if (update._ !== 'updateNewMessage') return
    const { content } = update.message
    if (content._ !== 'messageText' || !content.text.text.startsWith(order.marker)) return
    counted += 1
    if (counted === order.count) report({ kind: 'counted', atMs: Date.now() })
  })
  report({ kind: 'ready' })
})
