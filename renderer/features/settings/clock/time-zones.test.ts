import { describe, expect, it } from 'vitest'
import { describeOffset, findZones, isZoneKnown } from './time-zones.ts'

describe('findZones', () => {
  it.each([
    ['moscow', 'Europe/Moscow'],
    ['Москва', 'Europe/Moscow'],
    ['екатер', 'Asia/Yekaterinburg'],
    ['new york', 'America/New_York'],
    ['europe/mos', 'Europe/Moscow'],
    ['utc', 'UTC'],
  ])('finds by %j %s', (query, expected) => {
    expect(findZones(query, { 'Europe/Moscow': 'Москва' })).toContain(expected)
  })

  it('finds none that nobody has', () => {
    expect(findZones('atlantis', {})).toEqual([])
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
