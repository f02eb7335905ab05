import type { IncomingMessage, ServerResponse } from 'node:http'
import { browserHost } from '#shared/contract/shell-contract.ts'
import { buildContentSecurityPolicy } from '../web/content-security-policy.ts'
import { securityHeaders } from '../web/security-headers.ts'
import { readStaticFile } from '../web/static-files.ts'
import type { RequestGate } from './request-gate.ts'
import { renderSignInPage, signInPaths, signInScript, signInStyle } from './sign-in-page.ts'

export interface AnswerOptions {
  /** The port that the server listens on. */
  readonly port: number
  readonly gate: RequestGate
  readonly rendererFolder: string
}

/** Answers one request of a browser: the session, the sign-in page or a file of the console. */
export async function answerRequest(
  options: AnswerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { gate, port } = options
  const { method = 'GET' } = request
  const pathname = readPath(request)
  setCommonHeaders(response, port)
  if (!gate.isOwnHost(request)) return end(response, 403)
  if (pathname === browserHost.sessionPath) return answerSession(gate, request, response)
  if (method !== 'GET' && method !== 'HEAD') return end(response, 405)
  if (answerPublic(request, response)) return
  if (gate.hasCookie(request)) return answerFile(options, request, response)
  if (pathname !== '/') return end(response, 401)
  sendSignInPage(request, response)
}

async function answerSession(
  gate: RequestGate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET' } = request
  if (method === 'GET') return end(response, gate.hasSession(request) ? 204 : 401)
  if (method !== 'POST') return end(response, 405)
  const exchanged = await gate.exchangeToken(request, response)
  if (typeof exchanged === 'number') return end(response, exchanged)
  send(request, response, { contentType: 'application/json', content: JSON.stringify(exchanged) })
}

function sendSignInPage(request: IncomingMessage, response: ServerResponse): void {
  const page = renderSignInPage(request.headers['accept-language'])
  send(request, response, { contentType: 'text/html; charset=utf-8', content: page })
}

/** Answers requests that need no session; false: the request is another one. */
function answerPublic(request: IncomingMessage, response: ServerResponse): boolean {
  switch (readPath(request)) {
    case browserHost.signInPath:
      sendSignInPage(request, response)
      return true
    case signInPaths.script:
      send(request, response, { contentType: 'text/javascript; charset=utf-8', content: signInScript })
      return true
    case signInPaths.style:
      send(request, response, { contentType: 'text/css; charset=utf-8', content: signInStyle })
      return true
    case '/favicon.ico':
      // Browsers ask for this icon by themselves; the console's page names its own icon.
      end(response, 204)
      return true
    default:
      return false
  }
}

async function answerFile(
  { rendererFolder }: AnswerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = await readStaticFile(rendererFolder, readPath(request))
  if (file === undefined) return end(response, 404)
  response.setHeader('Cache-Control', file.cacheControl)
  send(request, response, file)
}

function setCommonHeaders(response: ServerResponse, port: number): void {
  const ownAddress = (name: string): string => `ws://${name}:${port}`
  const policy = buildContentSecurityPolicy({
    connect: ["'self'", ownAddress('127.0.0.1'), ownAddress('localhost')],
  })
  for (const [name, value] of Object.entries(securityHeaders(policy))) response.setHeader(name, value)
  response.setHeader('Cache-Control', 'no-store')
}

function readPath({ url = '/' }: IncomingMessage): string {
  const [pathname = '/'] = url.split('?')
  return pathname
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}

function send(
  { method }: IncomingMessage,
  response: ServerResponse,
  { content, contentType }: { readonly contentType: string; readonly content: string | Buffer },
): void {
  response.writeHead(200, { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(content) })
  response.end(method === 'HEAD' ? undefined : content)
}
