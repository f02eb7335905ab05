import { describe, expect, it } from 'vitest'
import { isMisleading, resolveLink } from './link-target.ts'

describe('resolveLink', () => {
  it.each([
    ['https://example.com/a?b=1#c', 'https://example.com/a?b=1#c', 'example.com'],
    ['example.com', 'https://example.com/', 'example.com'],
    ['example.com:8443/x', 'https://example.com:8443/x', 'example.com:8443'],
    ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/', 'xn--e1afmkfd.xn--p1ai'],
    ['https://аpple.com', 'https://xn--pple-43d.com/', 'xn--pple-43d.com'],
    ['https://bank.example@evil.example/', 'https://bank.example@evil.example/', 'evil.example'],
    ['mailto:a@b.example', 'mailto:a@b.example', 'a@b.example'],
    ['tg://resolve?domain=durov', 'tg://resolve?domain=durov', 'Telegram'],
  ])('opens %s', (address, href, host) => {
    expect(resolveLink(address)).toEqual({ kind: 'open', href, host })
  })

  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'file:///etc/passwd',
    String.raw`\\server\share`,
    'ssh://root@db-1',
    'ftp://a.example',
    'data:text/html,x',
    '',
  ])('never opens %s', (address) => {
    const target = resolveLink(address)
    if (target.kind === 'open') expect(target.href).toMatch(/^https:/u)
    else expect(target.kind).toBe('copy')
  })
})

describe('isMisleading', () => {
  const evil = resolveLink('https://evil.example/')

  it('is true when the text names another host', () => {
    expect(isMisleading('https://bank.example', evil)).toBe(true)
    expect(isMisleading('bank.example/login', evil)).toBe(true)
  })

  it('is false for words and for the same host', () => {
    expect(isMisleading('the dashboard', evil)).toBe(false)
    expect(isMisleading('dashboard', evil)).toBe(false)
    expect(isMisleading('evil.example', evil)).toBe(false)
  })
})
