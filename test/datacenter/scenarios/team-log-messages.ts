import { authorityTypes, eventVersion, type NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { SeedEntity } from '../world/seed.ts'

/** A message of the team channel. */
export interface TeamLogText {
  readonly text: string
  readonly entities: readonly SeedEntity[]
}

/** TDLib's id of a message with this number in a supergroup. */
export function toMessageId(number: number): number {
  return number * 2 ** 20
}

export function composeItem(
  event: NewTeamEvent,
  id: string,
  place: { readonly authorId: number; readonly dateS: number; readonly number: number },
): TeamLogItem {
  return {
    messageId: toMessageId(place.number),
    dateS: place.dateS,
    authorId: place.authorId,
    content: {
      kind: 'event',
      event: { v: eventVersion, id, ...event },
      isMarked: authorityTypes.has(event.type),
    },
  }
}

export function composeMessages(line: string, event: NewTeamEvent, id: string): readonly TeamLogText[] {
  const written = writeTeamLogMessages(line, { v: eventVersion, id, ...event })
  if (!written.ok) throw new Error(written.error.message)
  return written.value.map(toTeamLogText)
}

/** The code of a message of the log is all that its author marks up. */
export function toTeamLogText({ text, entities }: FormattedText): TeamLogText {
  const blocks = entities.filter((entity) => entity.kind === 'pre')
  return { text, entities: blocks.map((block) => ({ ...block, language: block.language ?? '' })) }
}

/** Alarms and whoever is called by a note ring; all else comes without a sound. */
export function isSilent(event: NewTeamEvent): boolean {
  return event.type !== 'alarm_raised' && !(event.type === 'note' && event.mentions.length > 0)
}
