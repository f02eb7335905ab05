import { describe, expect, it } from 'vitest'
import {
  formatEntryUrl,
  formatSessionCookie,
  isOwnHost,
  isOwnOrigin,
  readCookie,
  readOfferedPageKey,
} from './access.ts'

describe('who is answered', () => {
  it.each([
    ['127.0.0.1:4000', true],
    ['localhost:4000', true],
    ['127.0.0.1', false],
    ['127.0.0.1:4001', false],
    ['localhost.evil.example:4000', false],
    ['evil.example:4000', false],
    ['[::1]:4000', false],
    ['127.0.0.1:4000 ', false],
    ['', false],
    [undefined, false],
  ])('Host %j: %s', (host, expected) => {
    expect(isOwnHost(host, 4000)).toBe(expected)
  })

  it.each([
    ['127.0.0.1:4000', 'http://127.0.0.1:4000', true],
    ['localhost:4000', 'http://localhost:4000', true],
    ['localhost:4000', 'http://127.0.0.1:4000', false],
    ['127.0.0.1:4000', 'https://127.0.0.1:4000', false],
    ['127.0.0.1:4000', 'http://127.0.0.1:4001', false],
    ['127.0.0.1:4000', 'http://evil.example', false],
    ['127.0.0.1:4000', 'null', false],
    ['127.0.0.1:4000', undefined, false],
    ['evil.example:4000', 'http://evil.example:4000', false],
  ])('Host %j with Origin %j: %s', (host, origin, expected) => {
    expect(isOwnOrigin({ host, origin }, 4000)).toBe(expected)
  })

  it('finds its cookie among others and no other', () => {
    expect(readCookie('a=1; watchfloor_4000=key; b=2', 'watchfloor_4000')).toBe('key')
    expect(readCookie('xwatchfloor_4000=key', 'watchfloor_4000')).toBeUndefined()
    expect(readCookie(undefined, 'watchfloor_4000')).toBeUndefined()
  })

  it.each([
    ['watchfloor, watchfloor-key.abc', 'abc'],
    ['watchfloor-key.abc,watchfloor', 'abc'],
    ['watchfloor-key.', ''],
    ['watchfloor-key.abc, watchfloor-key.def', undefined],
    ['watchfloor', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('subprotocols %j offer the page key %j', (protocols, key) => {
    expect(readOfferedPageKey(protocols)).toBe(key)
  })

  it('keeps the cookie from scripts and from other sites', () => {
    expect(formatSessionCookie(4000, 'key')).toBe('watchfloor_4000=key; Path=/; HttpOnly; SameSite=Strict')
  })

  it('puts the token where no server log sees it', () => {
    expect(new URL(formatEntryUrl(4000, 'abc')).hash).toBe('#token=abc')
  })
})
