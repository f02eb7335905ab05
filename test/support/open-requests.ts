import { pino } from 'pino'
import { RequestQueue } from '#core/telegram/request-queue.ts'
import type { TdClient } from '#core/telegram/td-client.ts'
import type { Clock } from '#shared/lib/clock.ts'

export interface OpenRequests {
  readonly requests: RequestQueue
  /** TDLib has to wait so many seconds, and does it by itself. */
  readonly tellWait: (seconds: number) => void
}

/** For tasks that do not look at it. */
const anyClient = {} as TdClient

/** A request queue of its own, connected unless it is said otherwise. */
export function openRequests(
  clock: Clock,
  {
    client = () => anyClient,
    isConnected = true,
  }: { readonly client?: () => TdClient | undefined; readonly isConnected?: boolean } = {},
): OpenRequests {
  let listener: (seconds: number) => void = () => undefined
  const requests = new RequestQueue({
    clock,
    log: pino({ level: 'silent' }),
    client,
    onFloodWait: (tell) => {
      listener = tell
      return () => undefined
    },
  })
  requests.setConnection({ isOnline: isConnected, isUpToDate: isConnected })
  return { requests, tellWait: (seconds) => listener(seconds) }
}
