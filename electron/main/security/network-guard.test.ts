import { expect, it } from 'vitest'
import { isLoadable } from './network-guard.ts'

it.each([
  ['app://watchfloor/assets/a.js', true],
  ['blob:app://watchfloor/5d1c', true],
  ['blob:https://evil.example/5d1c', false],
  ['https://example.org/', false],
  ['http://127.0.0.1:9222/', false],
  ['ws://127.0.0.1:1/', false],
  ['file:///etc/passwd', false],
  ['data:text/plain,x', false],
  ['app://other/', false],
])('%s is loaded: %s', (address, expected) => {
  expect(isLoadable(address)).toBe(expected)
})
