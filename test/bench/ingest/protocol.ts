import type { DatacenterProcess } from '../../support/datacenter-process.ts'

/** What the measured process is told when it is started, by `process.send`. */
export interface OpenOrder {
  readonly datacenter: Pick<DatacenterProcess, 'tdjsonPath' | 'mtprotoPort' | 'controlPort'>
  readonly loginPhone: string
  /** Fresh; TDLib's files and the store go here. */
  readonly folder: string
  /** Messages whose text begins with it count. */
  readonly marker: string
  readonly count: number
}

/** What the measured process says: the list is complete, or TDLib has handed over the last counted message. */
export type IngestReport = { readonly kind: 'ready' } | { readonly kind: 'counted'; readonly atMs: number }

export function report(message: IngestReport): void {
  process.send?.(message)
}

/** Runs the order that the measuring process gives; ends with it. */
export function followOrder(run: (order: OpenOrder) => Promise<void>): void {
  process.on('disconnect', () => process.exit(0))
  process.once('message', (order: OpenOrder) => {
    run(order).catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  })
}
