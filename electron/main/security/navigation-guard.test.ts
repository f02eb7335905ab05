import { expect, it } from 'vitest'
import { preventForeignNavigation } from './navigation-guard.ts'

it.each([
  ['app://watchfloor/', false],
  ['app://watchfloor/#chat', false],
  ['app://watchfloor.evil.example/', true],
  ['app://watchfloor@evil.example/', true],
  ['https://example.org/', true],
  ['file:///etc/passwd', true],
  ['javascript:alert(1)', true],
  ['data:text/html,x', true],
  ['blob:app://watchfloor/1', true],
  ['about:blank', true],
  ['not an address', true],
])('navigation to %s is prevented: %s', (url, expected) => {
  let isPrevented = false
  preventForeignNavigation({
    url,
    preventDefault: () => {
      isPrevented = true
    },
  })
  expect(isPrevented).toBe(expected)
})
