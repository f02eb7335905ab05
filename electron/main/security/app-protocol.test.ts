import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerAppRequest, appSchemePrivileges, isOwnAddress } from './app-protocol.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor-app-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>console</title>')
  await writeFile(join(folder, 'assets', 'a.js'), 'start()')
})
afterAll(() => rm(folder, { recursive: true }))

const get = (url: string): Promise<Response> => answerAppRequest({ url, method: 'GET' }, folder)

describe('the app scheme', () => {
  it('has no right to go round the policy', () => {
    expect(appSchemePrivileges.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true })
  })

  it('serves the page with the policy', async () => {
    const response = await get('app://watchfloor/')
    expect(await response.text()).toBe('<title>console</title>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    ['app://watchfloor/assets/a.js?v=1#x', 200],
    ['app://watchfloor/none.js', 404],
    ['app://watchfloor/..%2f..%2fetc%2fpasswd', 404],
    ['app://watchfloor/%2e%2e/%2e%2e/etc/passwd', 404],
    ['app://other/', 403],
    ['app://user@watchfloor/', 403],
    ['app://watchfloor.evil.example/', 403],
  ])('%s is answered with %d', async (url, status) => {
    expect((await get(url)).status).toBe(status)
  })

  it('takes no other method', async () => {
    expect((await answerAppRequest({ url: 'app://watchfloor/', method: 'POST' }, folder)).status).toBe(405)
  })

  it.each([
    ['app://watchfloor/', true],
    ['app://watchfloor/assets/x', true],
    ['app://watchfloor.evil.example/', false],
    ['app://watchfloor:80/', false],
    ['https://watchfloor/', false],
    ['file:///etc/passwd', false],
    ['app:', false],
    ['', false],
  ])('own address %s: %s', (address, expected) => {
    expect(isOwnAddress(address)).toBe(expected)
  })
})
