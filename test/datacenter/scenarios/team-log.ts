import * as v from 'valibot'
import { teamEvents, type NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import { TeamFold } from '#shared/domain/team-log/team-fold.ts'
import { writeReadableLine } from '#core/team/log/readable-line.ts'
import type { StoryIds } from './assemble-seed.ts'
import { readDuration } from './duration.ts'
import { composeItem, composeMessages, isSilent, toMessageId } from './team-log-messages.ts'
import { TeamLogReferences } from './team-log-references.ts'
import type { ScenarioTeam } from './schema.ts'
import type { Story, StoryChat } from './story.ts'
import type { Language } from './texts/library.ts'

/** The company's team channel, and what its log says at the start. */
export interface StoryTeamLog {
  readonly chatKey: string
  readonly ownerId: number
  /** In the order of the log. */
  readonly items: readonly TeamLogItem[]
  /** In which language people's consoles write; English where none is given. */
  readonly languages: ReadonlyMap<number, Language>
}

/**
 * Writes the log of a scenario into its channel, as consoles would have. Throws when an event would not count: a demo
 * whose consoles reject what the team has said is a mistake of the scenario.
 */
export function writeTeamLog(story: Story, team: ScenarioTeam, ids: StoryIds, now: number): StoryTeamLog {
  const chat = story.chats.find(({ key }) => key === team.chat)
  const owner = chat?.members.find(({ role }) => role === 'creator')?.person
  const ownerId = ids.people.get(owner ?? '')
  if (chat === undefined || ownerId === undefined)
    throw new Error(`the team channel "${team.chat}" is no group with an owner`)
  const languages = new Map(
    (team.inRussian ?? []).map((key) => [ids.people.get(key) ?? 0, 'ru' as const] as const),
  )
  const references = new TeamLogReferences(story, ids, now)
  const fold = new TeamFold({ ownerId, isPrivileged: (userId) => userId === ownerId })
  const items = team.log.map((entry, index): TeamLogItem => {
    const id = `demo-${String(index + 1).padStart(5, '0')}`
    if (entry.key !== undefined) references.nameEvent(entry.key, id)
    const authorId = ids.people.get(entry.from) ?? 0
    const event = readEvent(references.resolve(entry.event), index)
    const dateS = now - readDuration(entry.ago)
    const line = writeReadableLine(event, {
      language: languages.get(authorId) ?? 'en',
      nameUser: (userId) => references.nameOf(userId),
      findChat: (chatId) => references.findChat(chatId),
      state: fold.state,
    })
    const item = composeItem(event, id, { authorId, dateS, number: index + 1 })
    const outcome = fold.apply(item)
    if (outcome.kind !== 'applied') {
      const why = outcome.kind === 'rejected' ? outcome.reason : outcome.kind
      throw new Error(`team.log[${index}] would not count: ${why}`)
    }
    for (const { text, entities } of composeMessages(line, event, id))
      chat.lines.push({
        from: entry.from,
        at: dateS,
        text,
        entities,
        isPlain: true,
        isSilent: isSilent(event),
      })
    return item
  })
  return { chatKey: chat.key, ownerId, items: numberItems(items, chat), languages }
}

/** One message for each event: numbers are those of the channel, whose first message says that it was made. */
function numberItems(items: readonly TeamLogItem[], chat: StoryChat): readonly TeamLogItem[] {
  if (chat.lines.length !== items.length) throw new Error(`only the team's log is written in "${chat.key}"`)
  return items.map((item, index) => ({ ...item, messageId: toMessageId(index + 2) }))
}

function readEvent(resolved: unknown, index: number): NewTeamEvent {
  const { type } = v.parse(v.looseObject({ type: v.string() }), resolved)
  const schema = Object.entries(teamEvents).find(([name]) => name === type)?.[1]
  if (schema === undefined) throw new Error(`team.log[${index}] is a "${type}", which no log knows`)
  const parsed = v.safeParse(schema, resolved)
  if (!parsed.success) throw new Error(`team.log[${index}]: ${v.summarize(parsed.issues)}`)
  return { type, ...parsed.output } as NewTeamEvent
}
