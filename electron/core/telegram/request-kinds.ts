import type { RequestLimit } from '#shared/contract/entities/session.ts'

/** The connection that a request needs before it is made. */
type Needs =
  /** No connection: TDLib answers from what it has, or waits by itself. */
  | 'nothing'
  /** Telegram answers calls. */
  | 'online'
  /** Telegram has told everything that happened meanwhile, so that the result fits what is already known. */
  | 'up_to_date'

interface KindRules {
  /** Telegram counts these requests together: a flood wait for one of them holds all requests of the same limit. */
  readonly limit: RequestLimit
  /**
   * Milliseconds of rest before a request begins: since the end of the previous request within the limit, or since
   * its beginning where several may be under way together.
   */
  readonly paceMs: number
  readonly needs: Needs
  /** A person waits for the result, so the request does not wait for requests of other limits. */
  readonly isWatched?: true
}

/** The kinds of background requests, the most urgent first: when several could run, the one listed first runs first. */
export const requestKinds = {
  /** The chats of a list: nothing can be done before the chats are known. */
  lists: { limit: 'lists', paceMs: 0, needs: 'nothing', isWatched: true },
  /** Marking many chats as read: a person has pressed a button and watches the progress. */
  mark_read: { limit: 'reading', paceMs: 100, needs: 'online', isWatched: true },
  /** Histories of chats where a customer may wait. */
  clock_history: { limit: 'history', paceMs: 0, needs: 'up_to_date' },
  /** What the server has of the stretch that is open in a window. */
  opened_history: { limit: 'history', paceMs: 0, needs: 'up_to_date' },
  /** The words of rows where somebody waits behind an event. */
  row_words: { limit: 'history', paceMs: 0, needs: 'up_to_date' },
  /** Who reacted, in chats where a reaction counts as an answer. */
  reactions: { limit: 'reactions', paceMs: 0, needs: 'online' },
  /** The newest messages of the team's log. */
  team_log: { limit: 'team_log', paceMs: 0, needs: 'online' },
  team_members: { limit: 'members', paceMs: 0, needs: 'online' },
  /** Histories of chats where nobody is known to wait, read again after an absence. */
  check_history: { limit: 'history', paceMs: 50, needs: 'up_to_date' },
  /** Members of a group that a person has opened. */
  opened_members: { limit: 'members', paceMs: 0, needs: 'online' },
  /** Histories that only the order of the list needs. */
  order_history: { limit: 'history', paceMs: 200, needs: 'up_to_date' },
  /** Members of groups whose class depends on them. */
  group_members: { limit: 'members', paceMs: 300, needs: 'online' },
  /** The older messages of the team's log. */
  team_past: { limit: 'team_log', paceMs: 500, needs: 'online' },
} as const satisfies Readonly<Record<string, KindRules>>
export type RequestKind = keyof typeof requestKinds

export const limitOf = (kind: RequestKind): RequestLimit => requestKinds[kind].limit
export const isWatched = (kind: RequestKind): boolean => 'isWatched' in requestKinds[kind]

/** At most this many requests that nobody watches are under way together. */
export const mostAtOnce = 4
/** At most this many requests of one limit are under way together; one where no number is given. */
const mostOfLimit: Partial<Record<RequestLimit, number>> = { history: 2, reactions: 2 }
export const countAtOnce = (limit: RequestLimit): number => mostOfLimit[limit] ?? 1

export const kindsByUrgency = Object.keys(requestKinds) as readonly RequestKind[]

/** TDLib answers these requests before the server has answered: a flood wait may become known only after the answer. */
export const answeredEarly: ReadonlySet<RequestLimit> = new Set<RequestLimit>(['reading'])
