import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import { toSpeaker } from '../scenarios/customers.ts'
import { readDuration } from '../scenarios/duration.ts'
import type { StoryIds } from '../scenarios/assemble-seed.ts'
import type { Speaker } from '../scenarios/dialogue-player.ts'
import type { Slots } from '../scenarios/dialogue.ts'
import { findStaff, type Staff } from '../scenarios/staff.ts'
import type { Story } from '../scenarios/story.ts'
import { toTdlibId } from '../scenarios/team-log-references.ts'
import type { StoryTeamLog } from '../scenarios/team-log.ts'
import type { Language } from '../scenarios/texts/library.ts'

/** What happens in a world by itself; plain data, ready for `TrafficEngine`. */
export interface TrafficPlan {
  readonly seed: number
  readonly utcOffsetMinutes: number
  /** User ids by the keys of speakers. */
  readonly userIds: ReadonlyMap<string, number>
  readonly rules: readonly TrafficRule[]
  readonly live: LivePlan | undefined
  readonly teamLog: TeamLogPlan | undefined
}

export interface TrafficRule {
  readonly chatId: number
  readonly fromId: number
  /** One after the other, from the start again after the last one; with markup. */
  readonly texts: readonly string[]
  readonly everyMs: number
  /** Share by which a gap may be longer or shorter. */
  readonly jitter: number
  /** Endless when undefined. */
  readonly count: number | undefined
  readonly hasTyping: boolean
}

export interface LivePlan {
  /** At the busiest hour. */
  readonly messagesPerHour: number
  /** Share of the busiest hour for each of the 24 hours. */
  readonly hours: readonly number[]
  readonly answeredByColleagues: number
  readonly monitoring: { readonly chatId: number; readonly bot: Speaker } | undefined
  readonly teamChats: readonly TeamChat[]
  readonly staff: Staff
  readonly chats: readonly LiveChat[]
}

/** The log of the team channel as it is at the start, and what colleagues have to say in it. */
export interface TeamLogPlan {
  readonly chatId: number
  readonly ownerId: number
  readonly items: readonly TeamLogItem[]
  /** Who works for the company, by user id. */
  readonly names: ReadonlyMap<number, string>
  /** In which language people's consoles write; English where none is given. */
  readonly languages: ReadonlyMap<number, Language>
  /** Customers' chats that have the same id for everybody, the busiest first. */
  readonly chats: readonly TeamLogChat[]
}

export interface TeamLogChat {
  readonly tdlibId: number
  readonly title: string
  readonly language: Language
}

/** A chat of the company's own, and who may speak there. */
export interface TeamChat {
  readonly chatId: number
  readonly members: readonly Speaker[]
}

export interface LiveChat {
  readonly chatId: number
  readonly language: Language
  readonly customers: readonly Speaker[]
  readonly manager: Speaker
  readonly slots: Slots
  /** Unix seconds of the oldest unanswered message at the start. */
  readonly waitingSince: number | undefined
}

/** Two humps, before and after lunch; nights are quiet, not silent. */
const usualHours = [
  0.22, 0.18, 0.16, 0.15, 0.15, 0.18, 0.25, 0.4, 0.6, 0.82, 0.96, 1, 0.95, 0.86, 0.92, 0.97, 0.95, 0.88, 0.74,
  0.6, 0.5, 0.42, 0.35, 0.28,
]

const defaultAnswered = 0.7

/** Undefined when the story has no traffic. */
export function planTraffic(
  story: Story,
  ids: StoryIds,
  utcOffsetMinutes: number,
  teamLog?: StoryTeamLog,
): TrafficPlan | undefined {
  const { traffic } = story
  if (traffic === undefined) return undefined
  const { live, rules } = traffic
  const chatId = (key: string): number => requireId(ids.chats, key)
  const speakers = new Map(story.people.map((person) => [person.key, toSpeaker(person)]))
  const speaker = (key: string): Speaker => {
    const found = speakers.get(key)
    if (found === undefined) throw new Error(`the story has no person "${key}"`)
    return found
  }
  return {
    seed: story.seed,
    utcOffsetMinutes,
    userIds: ids.people,
    teamLog: teamLog !== undefined && live?.teamLog === true ? planTeamLog(story, ids, teamLog) : undefined,
    rules: (rules ?? []).map((rule) => ({
      chatId: chatId(rule.chat),
      fromId: requireId(ids.people, rule.from),
      texts: rule.texts,
      everyMs: readDuration(rule.every) * 1000,
      jitter: rule.jitter ?? 0,
      count: rule.count,
      hasTyping: rule.typing ?? false,
    })),
    live: live && {
      messagesPerHour: live.messagesPerHour,
      hours: live.hours ?? usualHours,
      answeredByColleagues: live.answeredByColleagues ?? defaultAnswered,
      monitoring: live.monitoring && {
        chatId: chatId(live.monitoring.chat),
        bot: speaker(live.monitoring.bot),
      },
      teamChats: (live.teamChats ?? []).map((key) => ({
        chatId: chatId(key),
        members: (story.chats.find((chat) => chat.key === key)?.members ?? []).map(({ person }) =>
          speaker(person),
        ),
      })),
      staff: findStaff(story.people),
      chats: story.chats.flatMap((chat) => {
        const { customer } = chat
        const isArchived = [...chat.views.values()].some((view) => view.isArchived === true)
        if (customer === undefined || isArchived) return []
        return {
          chatId: chatId(chat.key),
          language: customer.language,
          customers: customer.people.map(speaker),
          manager: speaker(customer.manager),
          slots: customer.slots,
          waitingSince: customer.waitingSince,
        }
      }),
    },
  }
}

function planTeamLog(story: Story, ids: StoryIds, teamLog: StoryTeamLog): TeamLogPlan {
  const colleagues = story.people.filter(({ staff }) => staff !== undefined)
  return {
    chatId: requireId(ids.chats, teamLog.chatKey),
    ownerId: teamLog.ownerId,
    items: teamLog.items,
    languages: teamLog.languages,
    names: new Map(
      colleagues.map(({ key, firstName, lastName }) => [
        requireId(ids.people, key),
        [firstName, lastName].filter((part) => part !== undefined).join(' '),
      ]),
    ),
    chats: story.chats.flatMap(({ key, kind, title, customer }) =>
      customer === undefined || kind !== 'supergroup'
        ? []
        : [{ tdlibId: toTdlibId(kind, requireId(ids.chats, key)), title, language: customer.language }],
    ),
  }
}

function requireId(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`nothing has the key "${key}"`)
  return id
}
