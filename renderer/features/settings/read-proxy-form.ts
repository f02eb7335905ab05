import type { ProxyView } from '#shared/contract/entities/session.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'

/** What stands in the fields of the proxy dialog. */
export interface ProxyForm {
  readonly kind: ProxyView['kind']
  readonly server: string
  readonly port: string
  readonly username: string
  readonly password: string
  readonly secret: string
}

/** The field that is invalid. */
export type ProxyFormProblem = 'server' | 'port' | 'secret'

/** The proxy that the fields describe, or the field that is invalid. */
export function readProxyForm(form: ProxyForm): Result<ProxyView, ProxyFormProblem> {
  const server = form.server.trim()
  if (server === '') return fail('server', 'no server')
  const port = /^\d{1,5}$/u.test(form.port.trim()) ? Number(form.port) : 0
  if (port < 1 || port > 65_535) return fail('port', 'not a port')
  if (form.kind === 'mtproto') {
    const secret = form.secret.trim()
    return secret === '' ? fail('secret', 'no secret') : ok({ kind: form.kind, server, port, secret })
  }
  return ok({
    kind: form.kind,
    server,
    port,
    ...(form.username === '' ? {} : { username: form.username }),
    ...(form.password === '' ? {} : { password: form.password }),
  })
}
