import { isCorePortMessage, type ShellApi } from '#shared/contract/shell-contract.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'

/**
 * Asks the shell for a port and waits for it. The shell answers when the core runs, so while the core is down
 * this stays pending; it never fails.
 */
export function openPortEndpoint(shell: ShellApi): Promise<MessageEndpoint> {
  return new Promise((resolve) => {
    const receive = (event: MessageEvent<unknown>): void => {
      if (event.source !== window || event.origin !== window.location.origin) return
      if (!isCorePortMessage(event.data)) return
      const port = event.ports[0]
      if (port === undefined) return
      window.removeEventListener('message', receive)
      resolve(createPortEndpoint(port))
    }
    window.addEventListener('message', receive)
    shell.requestCorePort()
  })
}

function createPortEndpoint(port: MessagePort): MessageEndpoint {
  const closed = new CloseSignal()
  port.addEventListener('close', () => {
    closed.fire()
  })
  return {
    post: (message) => {
      if (!closed.isFired) port.postMessage(message)
    },
    onMessage: (listener) => {
      const receive = (event: MessageEvent<unknown>): void => {
        listener(event.data)
      }
      port.addEventListener('message', receive)
      port.start()
      return () => {
        port.removeEventListener('message', receive)
      }
    },
    onClose: (listener) => closed.listen(listener),
    close: () => {
      port.close()
      closed.fire()
    },
  }
}
