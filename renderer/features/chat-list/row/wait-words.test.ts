import { expect, it } from 'vitest'
import { describeMinutes } from './wait-words.ts'

it.each([
  [0, { form: 'moment' }],
  [1, { form: 'minutes', minutes: 1 }],
  [59, { form: 'minutes', minutes: 59 }],
  [60, { form: 'hours', hours: 1, minutes: '00' }],
  [125, { form: 'hours', hours: 2, minutes: '05' }],
  [1_439, { form: 'hours', hours: 23, minutes: '59' }],
  [1_440, { form: 'days', days: 1, hours: 0 }],
  [4_500, { form: 'days', days: 3, hours: 3 }],
])('%d minutes are %j', (minutes, words) => {
  expect(describeMinutes(minutes)).toEqual(words)
})
