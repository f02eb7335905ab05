import { foldToLatin } from '../../../lib/find/fold-text.ts'
import type { ZoneNames } from './describe-calendar.ts'

/** The zone of this machine. */
export const localZone = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Zones the browser knows; UTC is not in its list everywhere. */
const zones: readonly string[] = [...new Set([localZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]

/** Whether there is such a zone; old names count as well. */
export function isZoneKnown(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Hours and minutes from UTC as they are now: "UTC+3", "UTC−3:30". */
export function describeOffset(zone: string, nowMs: number): string {
  const text = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(nowMs)
    .find(({ type }) => type === 'timeZoneName')?.value
  return (text ?? 'UTC').replace(/^GMT(?:\+0$)?/u, 'UTC').replace('-', '−')
}

const longestList = 40

/** Zones whose id or name has what was typed, in any letters; this machine's own first. */
export function findZones(query: string, names: ZoneNames): readonly string[] {
  const wanted = foldToLatin(query.trim()).text.replaceAll(/[\s_]+/gu, ' ')
  const found = zones.filter((zone) =>
    foldToLatin(`${zone.replaceAll('_', ' ')} ${names[zone] ?? ''}`).text.includes(wanted),
  )
  return found.slice(0, longestList)
}
