import { CloseSignal } from '#shared/lib/close-signal.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'

interface MessageEventLike {
  readonly data: unknown
}

interface Port {
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** The part of Electron's MessagePortMain that is used: its listeners get an event with the message in `data`. */
export interface EmitterPort extends Port {
  on(event: 'message', listener: (event: MessageEventLike) => void): unknown
  on(event: 'close', listener: () => void): unknown
  off(event: 'message', listener: (event: MessageEventLike) => void): unknown
}

/** The part of the MessagePort of Node's worker_threads or of a browser that is used. */
export interface TargetPort extends Port {
  addEventListener(event: 'message', listener: (event: MessageEventLike) => void): void
  addEventListener(event: 'close', listener: () => void): void
  removeEventListener(event: 'message', listener: (event: MessageEventLike) => void): void
}

/** An endpoint over a port. Messages that arrive before the first listener wait in the port. */
export function createMessagePortEndpoint(port: EmitterPort | TargetPort): MessageEndpoint {
  const closed = new CloseSignal()
  const onClose = (): void => {
    closed.fire()
  }
  if ('addEventListener' in port) port.addEventListener('close', onClose)
  else port.on('close', onClose)
  return {
    post: (message) => {
      if (!closed.isFired) port.postMessage(message)
    },
    onMessage: (listener) => {
      const receive = (event: MessageEventLike): void => {
        if (!closed.isFired) listener(event.data)
      }
      if ('addEventListener' in port) port.addEventListener('message', receive)
      else port.on('message', receive)
      port.start()
      return () => {
        if ('addEventListener' in port) port.removeEventListener('message', receive)
        else port.off('message', receive)
      }
    },
    onClose: (listener) => closed.listen(listener),
    close: () => {
      if (closed.isFired) return
      port.close()
      closed.fire()
    },
  }
}
