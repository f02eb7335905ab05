import type { CustomScheme } from 'electron/main'
import { securityHeaders } from '#hosts/web/security-headers.ts'
import { readStaticFile } from '#hosts/web/static-files.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

export const appScheme = 'app'
export const appHost = 'watchfloor'
export const appOrigin = `${appScheme}://${appHost}`
export const appPage = `${appOrigin}/`

/** Has to be registered before the program is ready. Nothing bypasses the content security policy. */
export const appSchemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
}

/** Whether an address is of our own origin, by comparing parsed parts, not text. */
export function isOwnAddress(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, host, username, password } = new URL(address)
  return protocol === `${appScheme}:` && host === appHost && username === '' && password === ''
}

/** Answers a request of the window from the folder of the built renderer. */
export async function answerAppRequest(
  request: { readonly url: string; readonly method: string },
  folder: string,
): Promise<Response> {
  const headers = { ...securityHeaders(contentSecurityPolicy), 'Cache-Control': 'no-store' }
  if (!isOwnAddress(request.url)) return new Response(undefined, { status: 403, headers })
  if (request.method !== 'GET') return new Response(undefined, { status: 405, headers })
  const file = await readStaticFile(folder, new URL(request.url).pathname)
  if (file === undefined) return new Response(undefined, { status: 404, headers })
  return new Response(new Uint8Array(file.content), {
    headers: { ...headers, 'Content-Type': file.contentType },
  })
}
