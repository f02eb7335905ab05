import fc from 'fast-check'
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
  const evilSite = resolveLink('https://evil.com/')

  it.each([
    'https://bank.com',
    'http://bank.com',
    'HTTPS://BANK.COM/login',
    'bank.com/login',
    'https://intranet/wiki',
    'localhost:8080',
    '10.0.0.5',
    'bank.com:8443',
    ' bank.com ',
    'bank .com',
    'bank . com',
    'https:// bank.com',
    'Sign in at bank.com now',
    '«bank.com»',
    '(bank.com),',
    'b\u200Bank.com',
    '\u202Emoc.knab\u202C bank.com',
    'bank\u2024com',
    'bank\uFF0Ecom',
    'bank\u3002com',
    'bank\uFF61com',
    'bank\u06D4com',
    '\uFF42\uFF41\uFF4E\uFF4B\uFF0E\uFF43\uFF4F\uFF4D',
    'https\uFF1A\uFF0F\uFF0Fbank.com',
    'https:\u2215\u2215bank.com',
    'банк.рф',
    'evil.com and bank.com',
    'evil.com.bank.com',
    'evi1.com',
    'еvil.com',
    '@durov',
    't.me/durov',
    'tg://resolve?domain=durov',
    'help@evil.com',
    'mailto:help@bank.com',
    'https://[bad',
  ])('asks before %j opens evil.com', (text) => {
    expect(isMisleading(text, evilSite)).toBe(true)
  })

  it.each([
    'the dashboard',
    'yes/no',
    'да/нет',
    'TCP/IP',
    '24/7',
    '10:30',
    '10:30-11:45',
    'v1.2.3',
    '3.14',
    'e.g.',
    'node.js',
    'config.json',
    'backup.tar.gz',
    '/etc/nginx',
    'Done. Next step',
    'Готово. Дальше',
    'a:b',
    'std::vector',
    'https://',
    '@',
    'evil.com',
    'www.evil.com',
    'EVIL.com/other?page=1#top',
    'http://evil.com',
    'evil。com',
    '',
  ])('opens evil.com at once behind %j', (text) => {
    expect(isMisleading(text, evilSite)).toBe(false)
  })

  it.each([
    ['@durov', 'https://t.me/durov'],
    ['@Durov', 'tg://resolve?domain=durov'],
    ['t.me/durov', 'https://telegram.me/durov/12'],
    ['t.me/durov/12', 'tg://resolve?domain=durov&post=12'],
    ['t.me/+AbC', 'tg://join?invite=AbC'],
    ['a@b.com', 'mailto:A@b.com'],
    ['пример.рф', 'https://xn--e1afmkfd.xn--p1ai/'],
  ])('takes %j for what %j opens', (text, address) => {
    expect(isMisleading(text, resolveLink(address))).toBe(false)
  })

  it.each([
    ['@durov', 'https://t.me/evil'],
    ['@durov', 'https://evil.com/durov'],
    ['t.me/durov', 'tg://resolve?domain=evil'],
    ['t.me/durov/12', 'https://t.me/durov/13'],
    ['t.me/+AbC', 'tg://proxy?server=evil'],
    ['a@b.com', 'mailto:evil@b.com'],
    ['the dashboard', 'https://bank.com@evil.com/'],
    ['https://bank.com@evil.com/', 'https://bank.com@evil.com/'],
  ])('does not take %j for what %j opens', (text, address) => {
    expect(isMisleading(text, resolveLink(address))).toBe(true)
  })

  it('never asks about an address that is its own text', () => {
    fc.assert(
      fc.property(
        fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true }),
        (address) => {
          expect(isMisleading(address, resolveLink(address))).toBe(false)
        },
      ),
    )
  })

  it('knows the host that the text names', () => {
    expect(isMisleading('https://bank.example', evil)).toBe(true)
    expect(isMisleading('bank.example/login', evil)).toBe(true)
    expect(isMisleading('evil.example', evil)).toBe(false)
  })
})
