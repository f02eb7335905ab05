import * as v from 'valibot'
import { parseOutside } from '../../lib/parse-outside.ts'
import type { FormattedText } from '../../contract/entities/formatted-text.ts'
import { ChatId } from '../../contract/entities/ids.ts'
import { EventId } from '../../contract/entities/team.ts'
import { eventVersion, teamEvents, type TeamEvent } from './events.ts'
import type { TeamLogContent, PresenceContent } from './log-item.ts'
import { authorityHashtag, blockLanguage, maxMessageUnits, maxParts } from './log-limits.ts'

/** The block of a message of the log, as it is stored. */
export interface TeamLogBlock {
  readonly block: string
  /** The readable line ends with the hashtag of what gives roles. */
  readonly isMarked: boolean
  /** First line of the message. */
  readonly line: string
}

export type ReadContent = TeamLogContent | PresenceContent

interface Header {
  readonly v: number
  readonly type: string
}

const Part = v.object({
  id: EventId,
  part: v.pipe(v.number(), v.integer(), v.minValue(1)),
  parts: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(maxParts)),
  data: v.pipe(v.string(), v.nonEmpty()),
})
const Presence = v.object({
  chat: v.optional(ChatId),
  writing: v.boolean(),
  at: v.pipe(v.number(), v.safeInteger()),
})
const schemas: ReadonlyMap<string, v.GenericSchema> = new Map(Object.entries(teamEvents))
const malformed = { kind: 'unreadable', reason: 'malformed' } as const
const escapedSurrogate = /\\u[dD][89a-fA-F]/u

/** The content of a message of the team channel; undefined: it is no message of the log. Never throws. */
export function readTeamLogMessage(text: FormattedText): ReadContent | undefined {
  const found = findTeamLogBlock(text)
  if (found === undefined) return undefined
  return 'problem' in found ? malformed : readTeamLogBlock(found.block, found.isMarked)
}

/** The block that makes a message one of the log; undefined: the message has none. */
export function findTeamLogBlock({
  text,
  entities,
}: FormattedText): TeamLogBlock | { readonly problem: 'several_blocks'; readonly line: string } | undefined {
  const blocks = entities.filter((one) => one.kind === 'pre' && one.language === blockLanguage)
  const [first] = blocks
  if (first === undefined) return undefined
  const head = text.slice(0, first.offset).trimEnd()
  const line = (head === '' ? text : head).split('\n', 1)[0] ?? ''
  if (blocks.length > 1) return { problem: 'several_blocks', line }
  return {
    block: text.slice(first.offset, first.offset + first.length),
    isMarked: head === authorityHashtag || /\s#watchfloor$/u.test(head),
    line,
  }
}

/** The content of a stored block. Never throws. */
export function readTeamLogBlock(block: string, isMarked: boolean): ReadContent {
  if (block.length > 2 * maxMessageUnits) return { kind: 'unreadable', reason: 'too_large' }
  const json = parseJson(block)
  const header = readHeader(json)
  if (header === undefined) return malformed
  if (header.type === 'presence') return readPresence(json, header.v)
  if (header.type === 'part') return readPart(json, header.v, isMarked)
  return readEvent(json, header, isMarked)
}

/** The event that parts carried; a part or presence inside of it counts as malformed. */
export function readPartedEvent(text: string, isMarked: boolean): TeamLogContent {
  const json = parseJson(text)
  const header = readHeader(json)
  return header === undefined || header.type === 'part' || header.type === 'presence'
    ? malformed
    : readEvent(json, header, isMarked)
}

function readHeader(json: unknown): Header | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const { type, v: version } = json as Readonly<Record<string, unknown>>
  return Number.isSafeInteger(version) && (version as number) >= 1 && typeof type === 'string'
    ? { v: version as number, type }
    : undefined
}

function readEvent(json: unknown, { v: version, type: anyType }: Header, isMarked: boolean): TeamLogContent {
  const type = anyType.slice(0, 64)
  const isNewer = version > eventVersion
  const schema = schemas.get(type)
  if (schema === undefined) {
    return isNewer ? { kind: 'newer', type } : { kind: 'unreadable', reason: 'unknown_type', type }
  }
  const { id } = json as { readonly id?: unknown }
  const payload = parseOutside(schema, json)
  if (typeof id !== 'string' || !v.is(EventId, id) || !payload.success) {
    return isNewer ? { kind: 'newer', type } : { kind: 'unreadable', reason: 'malformed', type }
  }
  const event = { v: version, id, type, ...(payload.output as object) } as TeamEvent
  return { kind: 'event', event, isMarked }
}

function readPart(json: unknown, version: number, isMarked: boolean): TeamLogContent {
  const part = parseOutside(Part, json)
  if (part.success && part.output.part <= part.output.parts) return { kind: 'part', ...part.output, isMarked }
  return version > eventVersion ? { kind: 'newer', type: 'part' } : { ...malformed, type: 'part' }
}

function readPresence(json: unknown, version: number): ReadContent {
  const presence = parseOutside(Presence, json)
  if (!presence.success) {
    return version > eventVersion ? { kind: 'newer', type: 'presence' } : { ...malformed, type: 'presence' }
  }
  const { at: atS, chat: chatId, writing: isWriting } = presence.output
  return { kind: 'presence', isWriting, atS, ...(chatId === undefined ? {} : { chatId }) }
}

/** Undefined: the text is no JSON, or contains text that is not Unicode. */
function parseJson(text: string): unknown {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  // Both are rare: a pair is never escaped by a console of this kind.
  return text.isWellFormed() && (!escapedSurrogate.test(text) || isWellFormed(json)) ? json : undefined
}

/** Walks the value without recursion, so that no depth overflows the call stack. */
function isWellFormed(json: unknown): boolean {
  const rest: unknown[] = [json]
  while (rest.length > 0) {
    const value = rest.pop()
    if (typeof value === 'string' && !value.isWellFormed()) return false
    if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) rest.push(one)
  }
  return true
}
