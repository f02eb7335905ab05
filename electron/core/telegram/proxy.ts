import type { ProxyView } from '#shared/contract/entities/session.ts'
import type * as Td from 'tdlib-types'
import type { TdClient } from './td-client.ts'

/** A proxy with its secrets. The secrets never leave the core. */
export type ProxySettings = ProxyView

/** Makes this the only proxy of the client, or connects directly. False when TDLib refuses it. */
export async function setProxy(client: TdClient, proxy: ProxySettings | undefined): Promise<boolean> {
  const known = await client.invoke({ _: 'getProxies' })
  if (known.ok) {
    for (const { id } of known.value.proxies) await client.invoke({ _: 'removeProxy', proxy_id: id })
  }
  if (proxy === undefined) return true
  const added = await client.invoke({
    _: 'addProxy',
    proxy: { _: 'proxy', server: proxy.server, port: proxy.port, type: mapProxyType(proxy) },
    enable: true,
  })
  return added.ok || added.refusal.kind === 'closed'
}

function mapProxyType(proxy: ProxySettings): Td.ProxyType$Input {
  const username = proxy.username ?? ''
  const password = proxy.password ?? ''
  switch (proxy.kind) {
    case 'socks5':
      return { _: 'proxyTypeSocks5', username, password }
    case 'http':
      return { _: 'proxyTypeHttp', username, password, http_only: false }
    case 'mtproto':
      return { _: 'proxyTypeMtproto', secret: proxy.secret ?? '' }
  }
}

/** The part of a proxy that a window may know. */
export function hideSecrets(proxy: ProxySettings): ProxyView {
  const view = { kind: proxy.kind, server: proxy.server, port: proxy.port }
  return proxy.username === undefined ? view : { ...view, username: proxy.username }
}
