import { isOwnAddress } from './app-protocol.ts'

/** The parts of an IPC event that say who sent it; `frame` is null once it is gone. */
export interface IpcSender {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null
}

/** Whether a message comes from the main frame of our own page, and not from a frame or page inside or instead of it. */
export function isTrustedSender(event: IpcSender): boolean {
  const frame = event.senderFrame
  return frame !== null && frame.parent === null && isOwnAddress(frame.url)
}
