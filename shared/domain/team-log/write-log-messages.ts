import type { FormattedText } from '../../contract/entities/formatted-text.ts'
import { fail, ok, type Result } from '../../lib/result.ts'
import { authorityTypes, eventVersion, type TeamEvent } from './events.ts'
import type { PresenceContent } from './log-item.ts'
import { authorityHashtag, blockLanguage, maxMessageUnits, maxParts } from './log-limits.ts'

/**
 * The least length to which a line is shortened: an event that needs more room goes into several messages instead.
 */
const minLineUnits = 400
const maxPartLineUnits = 200
/** Telegram drops or replaces these characters in a sent text, so blocks contain them as escapes. */
const unsafeInBlocks =
  // oxlint-disable-next-line no-misleading-character-class, no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u030a\u0333\u033f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]/gu
// oxlint-disable-next-line no-control-regex
const unsafeInLines = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\s]+/gu

/**
 * The messages that carry `event`, in the order of sending: one, or as many as it needs. `line` is the text for
 * people; it is made one line, shortened where the event needs the room, and marked where the event gives roles.
 */
export function writeTeamLogMessages(
  line: string,
  event: TeamEvent,
): Result<readonly FormattedText[], 'too_large'> {
  const json = writeJson(event)
  const mark = authorityTypes.has(event.type) ? ` ${authorityHashtag}` : ''
  const clean = cleanLine(line)
  const room = maxMessageUnits - json.length - 1 - mark.length
  if (room >= Math.min(clean.length, minLineUnits))
    return ok([composeMessage(shorten(clean, room) + mark, json)])
  return writeParts(shorten(clean, maxPartLineUnits), mark, event, json)
}

export function writePresenceMessage(line: string, presence: Omit<PresenceContent, 'kind'>): FormattedText {
  const json = writeJson({
    v: eventVersion,
    type: 'presence',
    ...(presence.chatId === undefined ? {} : { chat: presence.chatId }),
    writing: presence.isWriting,
    at: presence.atS,
  })
  return composeMessage(shorten(cleanLine(line), minLineUnits), json)
}

function writeParts(
  line: string,
  mark: string,
  event: TeamEvent,
  json: string,
): Result<readonly FormattedText[], 'too_large'> {
  const envelope = (part: number, parts: number, data: string): string =>
    writeJson({ v: event.v, id: event.id, type: 'part', part, parts, data })
  const longestLine = `${line} ${maxParts}/${maxParts}${mark}`
  const room = maxMessageUnits - longestLine.length - 1 - envelope(maxParts, maxParts, '').length
  const pieces = cutText(json, room)
  if (pieces === undefined) return fail('too_large', `an event of ${json.length} units`)
  return ok(
    pieces.map((data, index) =>
      composeMessage(
        `${line} ${index + 1}/${pieces.length}${mark}`,
        envelope(index + 1, pieces.length, data),
      ),
    ),
  )
}

/** Pieces of at most `room` units each once they are written as JSON strings; never cut inside a code point. */
function cutText(text: string, room: number): string[] | undefined {
  const pieces: string[] = []
  let start = 0
  let used = 0
  let at = 0
  for (const point of text) {
    const cost = writeJson(point).length - 2
    if (used + cost > room) {
      pieces.push(text.slice(start, at))
      if (pieces.length === maxParts) return undefined
      start = at
      used = 0
    }
    used += cost
    at += point.length
  }
  pieces.push(text.slice(start))
  return pieces
}

function composeMessage(line: string, json: string): FormattedText {
  return {
    text: `${line}\n${json}`,
    entities: [{ kind: 'pre', language: blockLanguage, offset: line.length + 1, length: json.length }],
  }
}

function cleanLine(line: string): string {
  const clean = line.toWellFormed().replaceAll(unsafeInLines, ' ').trim()
  return clean === '' ? 'Watchfloor' : clean
}

function shorten(line: string, room: number): string {
  if (line.length <= room) return line
  let end = room - 1
  if (isHighSurrogate(line.charCodeAt(end - 1))) end -= 1
  return `${line.slice(0, end).trimEnd()}…`
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function writeJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? part.toWellFormed() : part,
  )
  return json.replaceAll(
    unsafeInBlocks,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
