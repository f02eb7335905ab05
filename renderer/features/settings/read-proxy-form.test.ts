import { describe, expect, it } from 'vitest'
import { readProxyForm, type ProxyForm } from './read-proxy-form.ts'

const form: ProxyForm = {
  kind: 'socks5',
  server: ' proxy.example ',
  port: '1080',
  username: '',
  password: '',
  secret: '',
}

describe('readProxyForm', () => {
  it('reads a proxy and leaves out what is empty', () => {
    expect(readProxyForm(form)).toEqual({
      ok: true,
      value: { kind: 'socks5', server: 'proxy.example', port: 1080 },
    })
  })

  it('takes the secret of an MTProto proxy and no user', () => {
    expect(readProxyForm({ ...form, kind: 'mtproto', secret: ' dd00 ', username: 'u' })).toEqual({
      ok: true,
      value: { kind: 'mtproto', server: 'proxy.example', port: 1080, secret: 'dd00' },
    })
  })

  it.each([
    [{ server: ' ' }, 'server'],
    [{ port: '' }, 'port'],
    [{ port: '0' }, 'port'],
    [{ port: '65536' }, 'port'],
    [{ port: '10a' }, 'port'],
    [{ kind: 'mtproto' }, 'secret'],
  ] as const)('names what is wrong with %j', (change, code) => {
    expect(readProxyForm({ ...form, ...change })).toMatchObject({ ok: false, error: { code } })
  })
})
