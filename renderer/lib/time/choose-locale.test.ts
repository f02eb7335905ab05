import { expect, test } from 'vitest'
import { chooseLocale } from './choose-locale.ts'

test.each([
  ['en', ['en-GB', 'en-US'], 'en-GB'],
  ['ru', ['en-GB', 'ru-RU'], 'ru-RU'],
  ['ru', ['en-GB'], 'ru'],
  ['en', [], 'en'],
  // A Chromium whose system has the locale POSIX.
  ['en', ['en-US@posix', 'en-US'], 'en-US'],
  ['en', ['en-US@posix'], 'en'],
])('%s of %j is %s', (language, tags, expected) => {
  const locale = chooseLocale(language, tags)
  expect(locale).toBe(expected)
  expect(() => new Intl.DateTimeFormat(locale)).not.toThrow()
})
