import { expect, test } from 'vitest'
import { readRateShare } from './rate-curve.ts'

const hours = Array.from({ length: 24 }, (_unused, hour) => hour / 23)
const at = (hour: number, minute: number): number => Date.UTC(2026, 0, 5, hour, minute)

test('the middle of an hour has exactly its share, the border half of both', () => {
  expect(readRateShare(hours, at(10, 30), 0)).toBeCloseTo(10 / 23)
  expect(readRateShare(hours, at(11, 0), 0)).toBeCloseTo(10.5 / 23)
  expect(readRateShare(hours, at(0, 0), 0)).toBeCloseTo(0.5)
})

test('the zone moves the day', () => {
  expect(readRateShare(hours, at(10, 30), 180)).toBeCloseTo(13 / 23)
  expect(readRateShare(hours, at(2, 30), -300)).toBeCloseTo(21 / 23)
})
