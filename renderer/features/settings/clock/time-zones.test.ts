import { describe, expect, it } from 'vitest'
import { describeOffset, findZones, isZoneKnown } from './time-zones.ts'

describe('findZones', () => {
  it.each([
    ['moscow', 'en', 'Europe/Moscow'],
    ['Москва', 'ru', 'Europe/Moscow'],
    ['buenos aires', 'en', 'America/Argentina/Buenos_Aires'],
    ['utc', 'en', 'UTC'],
  ])('finds by %j in %s %s', (query, language, expected) => {
    expect(
      findZones(query, language).map((zone) => zone.replace('America/Buenos', 'America/Argentina/Buenos')),
    ).toContain(expected)
  })

  it('finds none that nobody has', () => {
    expect(findZones('atlantis', 'en')).toEqual([])
  })
})

it.each([
  ['Europe/Moscow', true],
  ['UTC', true],
  ['Asia/Calcutta', true],
  ['Mars/Base', false],
  ['', false],
])('knows whether %j is a zone', (zone, expected) => {
  expect(isZoneKnown(zone)).toBe(expected)
})

it.each([
  ['Europe/Moscow', 'UTC+3'],
  ['America/St_Johns', 'UTC−3:30'],
  ['UTC', 'UTC'],
])('says how far %s is from UTC', (zone, expected) => {
  expect(describeOffset(zone, Date.UTC(2026, 0, 1))).toBe(expected)
})
