import type * as Td from 'tdlib-types'
import { expect, test } from 'vitest'
import { listUnion, makeTdValue } from '../../../test/support/td-values.ts'
import { readConnection } from '../telegram/translate-update.ts'
import { isOnline, isUpToDate } from './connection.ts'

test.each([
  ['connectionStateWaitingForNetwork', false, false],
  ['connectionStateConnectingToProxy', false, false],
  ['connectionStateConnecting', false, false],
  ['connectionStateUpdating', true, false],
  ['connectionStateReady', true, true],
] as const)('%s: answers calls %s, is up to date %s', (name, online, upToDate) => {
  const connection = readConnection(makeTdValue(name) as Td.ConnectionState)
  expect(isOnline(connection)).toBe(online)
  expect(isUpToDate(connection)).toBe(upToDate)
})

test('every state of TDLib is a state of the session', () => {
  for (const name of listUnion('ConnectionState')) {
    expect(readConnection(makeTdValue(name) as Td.ConnectionState), name).toBeTypeOf('string')
  }
})
