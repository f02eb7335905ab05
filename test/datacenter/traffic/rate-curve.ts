import type { EpochMs } from '#shared/lib/clock.ts'

/** The share of the busiest hour's rate at a moment, straight from the middle of one hour to the middle of the next. */
export function readRateShare(hours: readonly number[], atMs: EpochMs, utcOffsetMinutes: number): number {
  const dayHours = (((atMs / 3_600_000 + utcOffsetMinutes / 60) % 24) + 24) % 24
  const place = (dayHours + 23.5) % 24
  const before = Math.floor(place)
  const part = place - before
  return (hours[before] ?? 0) * (1 - part) + (hours[(before + 1) % 24] ?? 0) * part
}
