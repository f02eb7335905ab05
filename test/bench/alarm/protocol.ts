import type { DatacenterProcess } from '../../support/datacenter-process.ts'

/** What a measured process is told, by `process.send`. */
export type SideOrder =
  /** First of all. */
  | {
      readonly kind: 'open'
      readonly datacenter: Pick<DatacenterProcess, 'tdjsonPath' | 'mtprotoPort' | 'controlPort'>
      readonly loginPhone: string
      /** Fresh; TDLib's files and the store go here. */
      readonly folder: string
      readonly teamChatId: number
      readonly alarmedChatId: number
      /** Where bare texts go. */
      readonly textChatId: number
    }
  /** A text from TDLib to TDLib, past the core. */
  | { readonly kind: 'send'; readonly text: string }
  | WindowOrder

/** What its window is told. */
export type WindowOrder =
  | { readonly kind: 'raise'; readonly note: string }
  | { readonly kind: 'end'; readonly key: string }

/** What it says. Moments are of the machine's monotonic clock, ns, the same in every process. */
export type SideReport =
  | { readonly kind: 'ready' }
  /** `said`: asked for at this moment; `seen`: it was there. Texts are named by themselves, alarms by their ids. */
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
