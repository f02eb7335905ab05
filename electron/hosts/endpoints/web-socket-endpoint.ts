import type { RawData, WebSocket } from 'ws'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'

/** Far larger than any message of a window; `ws` servers get this as `maxPayload`. */
export const maxFrameBytes = 1024 * 1024

/** A reader with this much unread data is gone or stuck; its patches would fill the memory. */
const maxUnreadBytes = 64 * 1024 * 1024

const closeCodes = { unsupportedData: 1003, invalidPayload: 1007, tooLarge: 1009 }

/**
 * An endpoint over a WebSocket: one JSON text per message. Make it as soon as the socket is there: what arrives
 * before the first listener waits then. A frame that is binary, too large or no JSON ends the connection.
 */
export function createWebSocketEndpoint(socket: WebSocket): MessageEndpoint {
  const closed = new CloseSignal()
  const messages = new Emitter<[message: unknown]>()
  const refuse = (code: number, reason: string): void => {
    socket.close(code, reason)
    closed.fire()
  }
  socket.on('close', () => {
    closed.fire()
  })
  // A broken frame is an error event, and one without a listener would end the process.
  socket.on('error', () => {
    socket.terminate()
    closed.fire()
  })
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (closed.isFired) return
    if (isBinary) return refuse(closeCodes.unsupportedData, 'text frames only')
    const text = toText(data)
    if (text.length > maxFrameBytes) return refuse(closeCodes.tooLarge, 'frame too large')
    const parsed = parseJson(text)
    if (!parsed.ok) return refuse(closeCodes.invalidPayload, 'not JSON')
    messages.emit(parsed.value)
  })
  if (socket.readyState === socket.OPEN) socket.pause()
  else if (socket.readyState !== socket.CONNECTING) closed.fire()
  return {
    post: (message) => {
      if (closed.isFired || socket.readyState !== socket.OPEN) return
      socket.send(JSON.stringify(message))
      if (socket.bufferedAmount <= maxUnreadBytes) return
      socket.terminate()
      closed.fire()
    },
    onMessage: (listener) => {
      const cancel = messages.on(listener)
      if (socket.isPaused) socket.resume()
      return cancel
    },
    onClose: (listener) => closed.listen(listener),
    close: () => {
      if (closed.isFired) return
      // A paused socket would never read the close frame of the other side.
      if (socket.isPaused) socket.resume()
      socket.close()
      closed.fire()
    },
  }
}

function toText(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString('utf8')
}

function parseJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}
