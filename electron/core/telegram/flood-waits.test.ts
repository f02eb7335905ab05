import { expect, test } from 'vitest'
import { readFloodWait } from './flood-waits.ts'

test('a wait is found in the line of a delayed query, and nowhere else', () => {
  const start =
    '[ 2][t 4][1795267604.889][NetQueryDelayer.cpp:111][#1][!NetQueryDelayer]\tDelay: [Query:[id:3342336]]'
  expect(readFloodWait(`${start} [timeout:5] because of [Error : 420 : FLOOD_WAIT_5] from Session`)).toBe(5)
  expect(
    readFloodWait(`${start} [timeout:5] because of [Error : 420 : FLOOD_PREMIUM_WAIT_5]`),
  ).toBeUndefined()
  expect(readFloodWait(`${start} [timeout:1] because of [Error : 500 : INTERNAL]`)).toBeUndefined()
  const lost = start.replace('Delay', 'Failed')
  expect(readFloodWait(`${lost} [timeout:120] because of [Error : 420 : FLOOD_WAIT_120]`)).toBe(120)
  expect(readFloodWait('the chat is called FLOOD_WAIT_5')).toBeUndefined()
})
