import { describe, expect, it } from 'vitest'
import { readCredentials } from './read-credentials.ts'

const hash = '0123456789abcdef0123456789ABCDEF'

describe('readCredentials', () => {
  it('takes what is pasted with spaces around', () => {
    expect(readCredentials(' 12345 ', `${hash}\n`)).toEqual({
      ok: true,
      value: { apiId: 12_345, apiHash: hash },
    })
  })

  it.each([
    ['', hash, 'apiId'],
    ['0', hash, 'apiId'],
    ['12a', hash, 'apiId'],
    ['2147483648', hash, 'apiId'],
    ['1', hash.slice(1), 'apiHash'],
    ['1', `g${hash.slice(1)}`, 'apiHash'],
  ])('refuses %j with %j because of %s', (apiId, apiHash, code) => {
    expect(readCredentials(apiId, apiHash)).toMatchObject({ ok: false, error: { code } })
  })
})
