import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openExternalLink, parseExternalAddress } from './external-links.ts'

describe('links that leave the program', () => {
  it.each([
    ['https://example.org/a?b#c', 'https://example.org/a?b#c'],
    ['HTTPS://Example.org', 'https://example.org/'],
    ['https://пример.рф/', 'https://xn--e1afmkfd.xn--p1ai/'],
    ['mailto:anna@example.org', 'mailto:anna@example.org'],
    ['tg://resolve?domain=durov', 'tg://resolve?domain=durov'],
    ['  https://example.org/  ', 'https://example.org/'],
  ])('%j opens as %s', (address, opened) => {
    expect(parseExternalAddress(address)).toBe(opened)
  })

  it.each([
    'http://example.org/',
    'file:///etc/passwd',
    '\\\\server\\share',
    '//server/share',
    'smb://server/share',
    'javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'ms-msdt:/id',
    'ssh://host',
    'app://watchfloor/',
    'https://bank.example@evil.example/',
    'https://',
    'example.org',
    '',
    `https://example.org/${'a'.repeat(9_000)}`,
  ])('%j is refused', (address) => {
    expect(parseExternalAddress(address)).toBeUndefined()
  })

  it('never lets anything else than the three schemes out', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((rest) => `https:${rest}`),
        ),
        (address) => {
          const opened = parseExternalAddress(address)
          if (opened !== undefined) expect(opened).toMatch(/^(?:https:\/\/[^/@]+\/|mailto:|tg:)/u)
        },
      ),
    )
  })

  it('report whether they were opened', async () => {
    const opened: string[] = []
    const open = (address: string): Promise<void> => {
      opened.push(address)
      return Promise.resolve()
    }
    expect(await openExternalLink('https://example.org', open)).toBe('opened')
    expect(await openExternalLink('file:///etc/passwd', open)).toBe('refused')
    expect(await openExternalLink({ href: 'https://example.org' }, open)).toBe('refused')
    expect(await openExternalLink('tg://x', () => Promise.reject(new Error('no program')))).toBe('failed')
    expect(opened).toEqual(['https://example.org/'])
  })
})
