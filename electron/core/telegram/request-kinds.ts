import type { RequestLimit } from '#shared/contract/entities/session.ts'

/** What has to be there before a request is made. */
type Needs =
  /** Nothing: TDLib answers from what it has, or waits by itself. */
  | 'nothing'
  /** Telegram answers calls. */
  | 'online'
  /** Telegram has told everything that happened meanwhile, so that what is read fits what is known. */
  | 'up_to_date'

interface KindRules {
  /** Telegram counts these requests together: a wait that one of them meets holds all of the same limit. */
  readonly limit: RequestLimit
  /**
   * Milliseconds of rest before one begins: since the end of what was asked before within the limit, or since its
   * beginning where several are under way together.
   */
  readonly paceMs: number
  readonly needs: Needs
  /** Somebody waits for it: it does not wait for those of other limits. */
  readonly isWatched?: true
}

/** What is asked in the background, the most urgent first: whoever stands above goes first where both could go. */
export const requestKinds = {
  /** The chats of a list: nothing can be done before they are known. */
  lists: { limit: 'lists', paceMs: 0, needs: 'nothing', isWatched: true },
  /** Marking many chats as read: somebody has pressed a button and watches. */
  mark_read: { limit: 'reading', paceMs: 100, needs: 'online', isWatched: true },
  /** Histories of chats where a customer may wait. */
  clock_history: { limit: 'history', paceMs: 0, needs: 'up_to_date' },
  /** Who reacted, where a reaction answers. */
  reactions: { limit: 'reactions', paceMs: 0, needs: 'online' },
  /** What the team says now. */
  team_log: { limit: 'team_log', paceMs: 0, needs: 'online' },
  team_members: { limit: 'members', paceMs: 0, needs: 'online' },
  /** Members of a group that somebody has opened. */
  opened_members: { limit: 'members', paceMs: 0, needs: 'online' },
  /** Histories that only the order of the list needs. */
  order_history: { limit: 'history', paceMs: 200, needs: 'up_to_date' },
  /** Members of groups whose class depends on them. */
  group_members: { limit: 'members', paceMs: 300, needs: 'online' },
  /** What the team said long ago. */
  team_past: { limit: 'team_log', paceMs: 500, needs: 'online' },
} as const satisfies Readonly<Record<string, KindRules>>
export type RequestKind = keyof typeof requestKinds

export const isWatched = (kind: RequestKind): boolean => 'isWatched' in requestKinds[kind]

/** So many that nobody watches are under way together. */
export const mostAtOnce = 4
/** And so many of one limit; one where nothing is said. */
const mostOfLimit: Partial<Record<RequestLimit, number>> = { history: 2, reactions: 2 }
export const countAtOnce = (limit: RequestLimit): number => mostOfLimit[limit] ?? 1

export const kindsByUrgency = Object.keys(requestKinds) as readonly RequestKind[]

/**
 * TDLib answers these before Telegram has spoken: a wait that Telegram asks for may become known only after the answer.
 */
export const answeredEarly: ReadonlySet<RequestLimit> = new Set<RequestLimit>(['reading'])
