import { expect, it } from 'vitest'
import { writeNotificationText } from './notification-text.ts'

it.each([
  ['linux', 'Tom & Jerry: 1 < 2', 'Tom &amp; Jerry: 1 &lt; 2'],
  [
    'linux',
    '<a href="https://example.org">press</a> &lt;b&gt;',
    '&lt;a href="https://example.org"&gt;press&lt;/a&gt; &amp;lt;b&amp;gt;',
  ],
  ['linux', 'nothing to hide', 'nothing to hide'],
  ['darwin', '<b>Tom & Jerry</b>', '<b>Tom & Jerry</b>'],
  ['win32', '<b>Tom & Jerry</b>', '<b>Tom & Jerry</b>'],
] as const)('on %s %s is given as %s', (platform, text, expected) => {
  expect(writeNotificationText(text, platform)).toBe(expected)
})
