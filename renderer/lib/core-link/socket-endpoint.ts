import { browserHost } from '#shared/contract/shell-contract.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { readPageKey } from './page-key.ts'

/** Why there is no socket: the host is not there, or this tab has no session with it any more. */
export type SocketProblem = 'unreachable' | 'no_session'

export async function openSocketEndpoint(): Promise<MessageEndpoint | SocketProblem> {
  const endpoint = await connectSocket()
  if (endpoint !== undefined) return endpoint
  return (await isSessionRefused()) ? 'no_session' : 'unreachable'
}

function connectSocket(): Promise<MessageEndpoint | undefined> {
  return new Promise((resolve) => {
    const address = new URL(browserHost.corePath, window.location.href)
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
    const { pageKeyProtocolPrefix, socketProtocol } = browserHost
    const socket = new WebSocket(address, [socketProtocol, `${pageKeyProtocolPrefix}${readPageKey() ?? ''}`])
    const closed = new CloseSignal()
    socket.addEventListener('close', () => {
      closed.fire()
      resolve(undefined)
    })
    socket.addEventListener('open', () => {
      resolve({
        post: (message) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
        },
        onMessage: (listener) => {
          const receive = (event: MessageEvent<unknown>): void => {
            const message = parseFrame(event.data)
            if (message !== undefined) listener(message)
          }
          socket.addEventListener('message', receive)
          return () => {
            socket.removeEventListener('message', receive)
          }
        },
        onClose: (listener) => closed.listen(listener),
        close: () => {
          socket.close()
          closed.fire()
        },
      })
    })
  })
}

/** A frame that is not JSON is dropped; the call that it might answer ends by its deadline. */
function parseFrame(data: unknown): unknown {
  if (typeof data !== 'string') return undefined
  try {
    return JSON.parse(data) as unknown
  } catch {
    return undefined
  }
}

async function isSessionRefused(): Promise<boolean> {
  try {
    const headers = { [browserHost.pageKeyHeader]: readPageKey() ?? '' }
    const response = await fetch(browserHost.sessionPath, { cache: 'no-store', headers })
    return response.status === 401
  } catch {
    // No answer: the host is not running, which says nothing about the session.
    return false
  }
}
