import type { Section } from '../../contract/entities/triage.ts'

export type ListSort = 'recent' | 'longest_waiting' | 'nearest_breach'

export interface ListPlace {
  readonly sort: ListSort
  readonly section: Section
  /** The rank of a pinned chat; see makeRankBetween. */
  readonly pinRank?: string | undefined
  /** Seconds since 1970. */
  readonly liftDateS: number
  /** The open wait; absent: nobody waits. A WaitView fits. */
  readonly wait?: { readonly sinceS: number; readonly breachAtMs?: number | undefined } | undefined
  /** For the section `alarm`: when the alarm was raised, in Telegram's seconds, and whether somebody took it. */
  readonly alarm?: { readonly raisedAtS: number; readonly isTaken: boolean } | undefined
  readonly chatId: number
}

const sectionDigits: Readonly<Record<Section, string>> = { alarm: '3', pinned: '2', chats: '1' }
const rankDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** Enough for milliseconds until the year 5000, and for seconds. */
const width = 14
const largest = 10 ** width - 1

/**
 * The key of a chat's place: a list is its places by key, greatest first, compared by UTF-16 unit. Chats that were
 * lifted in the same second are ordered by their ids, so that their order is the same on every console.
 */
export function makeListKey(place: ListPlace): string {
  const section = sectionDigits[place.section]
  return `${section}${writeOrder(place)}${writeNumber(place.liftDateS)}${place.chatId}`
}

function writeOrder(place: ListPlace): string {
  if (place.section === 'alarm') return writeAlarm(place.alarm)
  return place.section === 'pinned' ? invertRank(place.pinRank ?? '') : writeSort(place)
}

/** Alarms that nobody took stand above the others, the oldest on top; no message and no sort order moves them. */
function writeAlarm(alarm: ListPlace['alarm']): string {
  if (alarm === undefined) return ''
  return `${alarm.isTaken ? '0' : '1'}${writeNumber(largest - alarm.raisedAtS)}`
}

function writeSort({ sort, wait }: ListPlace): string {
  if (sort === 'recent') return ''
  if (wait === undefined) return '0'
  const atMs = sort === 'longest_waiting' ? wait.sinceS * 1000 : wait.breachAtMs
  return `1${writeNumber(atMs === undefined ? 0 : largest - atMs)}`
}

function writeNumber(value: number): string {
  return String(Math.min(Math.max(Math.floor(value), 0), largest)).padStart(width, '0')
}

/** Ranks ascend; the mark at the end is above all digits, so that a rank stands before those that begin with it. */
function invertRank(rank: string): string {
  let inverted = ''
  for (const digit of rank) inverted += rankDigits[rankDigits.length - 1 - rankDigits.indexOf(digit)] ?? ''
  return `${inverted}~`
}
