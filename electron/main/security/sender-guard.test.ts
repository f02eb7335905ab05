import { expect, it } from 'vitest'
import { isTrustedSender } from './sender-guard.ts'

it.each([
  ['our main frame', { url: 'app://watchfloor/', parent: null }, true],
  ['a frame inside of it', { url: 'app://watchfloor/', parent: {} }, false],
  ['a foreign page', { url: 'https://evil.example/', parent: null }, false],
  ['an empty page', { url: 'about:blank', parent: null }, false],
  ['a frame that is gone', null, false],
])('a message of %s is trusted: %s', (_who, senderFrame, expected) => {
  expect(isTrustedSender({ senderFrame })).toBe(expected)
})
