import type { WebSocket } from 'ws'
import type { Core, OpenCoreError } from '#core/core-options.ts'
import { helloContract } from '#shared/contract/core-contract.ts'
import { fail, type Failure, type Result } from '#shared/lib/result.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { serveContract } from '#shared/rpc/serve-contract.ts'
import { createWebSocketEndpoint } from '../endpoints/web-socket-endpoint.ts'

export interface WindowDeskOptions {
  readonly open: () => Promise<Result<Core, OpenCoreError['code']>>
  readonly tellRefused: (message: string) => void
  readonly reportBug: (error: unknown) => void
}

/**
 * Connects tabs to the core. A tab that comes before the core is open waits. While the core cannot be opened, tabs
 * are told why, and each tab that asks again has it tried again.
 */
export class WindowDesk {
  readonly #options: WindowDeskOptions
  readonly #waiting = new Set<WebSocket>()
  #core: Core | undefined
  #opening: Promise<void> | undefined
  #isClosed = false

  constructor(options: WindowDeskOptions) {
    this.#options = options
  }

  take(socket: WebSocket): void {
    if (this.#core !== undefined) {
      this.#core.connect(createWebSocketEndpoint(socket))
      return
    }
    socket.pause()
    this.#waiting.add(socket)
    void this.open()
  }

  /** Resolves when the core is open, or when it is known why it cannot be. */
  open(): Promise<void> {
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined
    })
    return this.#opening
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#opening
    await this.#core?.close()
  }

  async #open(): Promise<void> {
    if (this.#core !== undefined || this.#isClosed) return
    const opened = await this.#options.open()
    if (opened.ok) this.#core = opened.value
    else this.#options.tellRefused(opened.error.message)
    for (const socket of this.#waiting) {
      const endpoint = createWebSocketEndpoint(socket)
      if (opened.ok) opened.value.connect(endpoint)
      else refuseHello(endpoint, opened.error, this.#options.reportBug)
      socket.resume()
    }
    this.#waiting.clear()
  }
}

function refuseHello(
  endpoint: MessageEndpoint,
  { code, message }: Failure,
  reportBug: WindowDeskOptions['reportBug'],
): void {
  serveContract({
    contract: helloContract,
    endpoint,
    handlers: { 'session.hello': () => fail('start_failed', message, { reason: code }) },
    reportBug,
  })
}
