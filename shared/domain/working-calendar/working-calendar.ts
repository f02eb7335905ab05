import type { WorkingCalendar } from '../../contract/entities/triage.ts'
import { dayMs, findWeekday, parseDay } from './civil-day.ts'
import { readOffsets } from './zone.ts'

/** Working time: all the time at which the zone's clocks show a minute of an interval. Moments are ms since 1970. */
export interface CompiledCalendar {
  isWorking(atMs: number): boolean
  /** 0 when `toMs` is not later. */
  workingMsBetween(fromMs: number, toMs: number): number
  /** The first moment at which this much working time has passed. Absent: not within 20 years. */
  addWorking(startMs: number, workingMs: number): number | undefined
  /** When work begins or ends next, later than `atMs`. Absent: not within 20 years. */
  nextChangeAfter(atMs: number): number | undefined
  /** When work last began or ended, `atMs` included. Absent: not within 20 years. */
  lastChangeUpTo(atMs: number): number | undefined
}

interface Interval {
  readonly fromMs: number
  readonly toMs: number
}

/** Expects a calendar that `checkCalendar` accepts. */
export function compileCalendar(calendar: WorkingCalendar): CompiledCalendar {
  if (calendar.kind === 'always') return alwaysCalendar
  return openCalendar(calendar)
}

const alwaysCalendar: CompiledCalendar = {
  isWorking: () => true,
  workingMsBetween: (fromMs, toMs) => Math.max(toMs - fromMs, 0),
  addWorking: (startMs, workingMs) => startMs + workingMs,
  nextChangeAfter: () => undefined,
  lastChangeUpTo: () => undefined,
}

const horizonDays = 20 * 366
/** How many days are cached: small for all calendars together, and enough for a range of years. */
const cachedDays = 2 * horizonDays

function openCalendar(calendar: Extract<WorkingCalendar, { kind: 'weekly' }>): CompiledCalendar {
  const holidays = new Set(calendar.holidays.map((date) => parseDay(date)))
  const hasHours = calendar.days.some((intervals) => intervals.length > 0)
  const cache = new Map<number, readonly Interval[]>()

  /** Working time inside of one day of UTC, ascending, none touching another. */
  function readDay(utcDay: number): readonly Interval[] {
    let intervals = cache.get(utcDay)
    if (intervals === undefined) {
      if (cache.size >= cachedDays) cache.clear()
      intervals = computeDay(utcDay)
      cache.set(utcDay, intervals)
    }
    return intervals
  }

  function computeDay(utcDay: number): readonly Interval[] {
    const found: Interval[] = []
    for (const { fromMs, toMs, offsetMs } of readOffsets(calendar.timeZone, utcDay)) {
      const lastDay = Math.floor((toMs - 1 + offsetMs) / dayMs)
      for (let day = Math.floor((fromMs + offsetMs) / dayMs); day <= lastDay; day += 1) {
        if (holidays.has(day)) continue
        for (const interval of calendar.days[findWeekday(day)] ?? []) {
          const midnightMs = day * dayMs - offsetMs
          addInterval(found, {
            fromMs: Math.max(fromMs, midnightMs + interval.from * 60_000),
            toMs: Math.min(toMs, midnightMs + interval.to * 60_000),
          })
        }
      }
    }
    return found
  }

  function isWorking(atMs: number): boolean {
    return readDay(findDay(atMs)).some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs)
  }

  function workingMsBetween(fromMs: number, toMs: number): number {
    if (!hasHours) return 0
    let sumMs = 0
    for (let day = findDay(fromMs); day * dayMs < toMs; day += 1)
      for (const interval of readDay(day))
        sumMs += Math.max(Math.min(interval.toMs, toMs) - Math.max(interval.fromMs, fromMs), 0)
    return sumMs
  }

  function addWorking(startMs: number, workingMs: number): number | undefined {
    if (workingMs <= 0) return startMs
    if (!hasHours) return undefined
    let leftMs = workingMs
    const first = findDay(startMs)
    for (let day = first; day < first + horizonDays; day += 1)
      for (const interval of readDay(day)) {
        const fromMs = Math.max(interval.fromMs, startMs)
        if (interval.toMs - fromMs >= leftMs) return fromMs + leftMs
        leftMs -= Math.max(interval.toMs - fromMs, 0)
      }
    return undefined
  }

  function nextChangeAfter(atMs: number): number | undefined {
    if (!hasHours) return undefined
    const first = findDay(atMs)
    for (let day = first; day < first + horizonDays; day += 1)
      for (const { fromMs, toMs } of readDay(day)) {
        if (fromMs > atMs && !isWorking(fromMs - 1)) return fromMs
        if (toMs > atMs && !isWorking(toMs)) return toMs
      }
    return undefined
  }

  function lastChangeUpTo(atMs: number): number | undefined {
    if (!hasHours) return undefined
    const first = findDay(atMs)
    for (let day = first; day > first - horizonDays; day -= 1)
      for (const { fromMs, toMs } of readDay(day).toReversed()) {
        if (toMs <= atMs && !isWorking(toMs)) return toMs
        if (fromMs <= atMs && !isWorking(fromMs - 1)) return fromMs
      }
    return undefined
  }

  return { isWorking, workingMsBetween, addWorking, nextChangeAfter, lastChangeUpTo }
}

function findDay(atMs: number): number {
  return Math.floor(atMs / dayMs)
}

/** Drops an interval of which the change of clocks leaves nothing, and joins one that touches the last. */
function addInterval(intervals: Interval[], added: Interval): void {
  if (added.fromMs >= added.toMs) return
  const last = intervals.at(-1)
  if (last !== undefined && last.toMs === added.fromMs)
    intervals.splice(-1, 1, { fromMs: last.fromMs, toMs: added.toMs })
  else intervals.push(added)
}
