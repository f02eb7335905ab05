import type { BareOrder } from '../bare-tdlib.ts'

/** What a measured process is told, by `process.send`. */
export type SideOrder =
  /** First of all. The team channel and the alarmed chat are for consoles, the text's chat for bare clients. */
  | ({ readonly kind: 'open'; readonly teamChatId: number; readonly chatId: number } & BareOrder)
  /** Raise an alarm, or send this text. */
  | { readonly kind: 'say'; readonly text: string }
  /** End the alarm. */
  | { readonly kind: 'end'; readonly key: string }

/** What it says. Moments are of the machine's monotonic clock, ns, the same in every process. */
export type SideReport =
  | { readonly kind: 'ready' }
  /** Asked for at this moment. */
  | { readonly kind: 'said' | 'seen'; readonly key: string; readonly atNs: string }
  /** The alarm is over, as this side sees it. */
  | { readonly kind: 'over'; readonly key: string }

export function report(message: SideReport): void {
  process.send?.(message)
}

export function readMoment(): string {
  return process.hrtime.bigint().toString()
}

/** Follows the orders of the measuring process; ends with it. */
export function followOrders(run: (order: SideOrder) => Promise<void>): void {
  process.on('disconnect', () => process.exit(0))
  process.on('message', (order: SideOrder) => {
    run(order).catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
}
