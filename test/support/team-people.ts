import { fileURLToPath } from 'node:url'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'

/** A company with a group for its team, its customers' chats, and a stranger; described in team.json. */
export const teamScenario = fileURLToPath(new URL('team.json', import.meta.url))

const firstUserId = 5_200_000_001
const firstChatId = 1_700_000_001
const channelBase = 1_000_000_000_000

// Ids are given out in the order of the file.
const names = ['lena', 'ivan', 'maria', 'oleg', 'alexey', 'sam', 'kira', 'pavel', 'bot'] as const
export type TeamName = (typeof names)[number]

/** User ids: Lena owns the group and is a manager as Alexey is, Ivan and Maria are on duty, Oleg has tasks, Sam is a stranger. */
export const userIds = Object.fromEntries(names.map((name, index) => [name, firstUserId + index])) as Record<
  TeamName,
  UserId
>

/** Who can open a console, by phone number. */
export const phones = {
  lena: '79000000001',
  ivan: '79000000002',
  maria: '79000000003',
  oleg: '79000000004',
  alexey: '79000000005',
  sam: '79000000006',
} as const
export type ConsoleName = keyof typeof phones

const toSupergroup = (index: number): ChatId => (-channelBase - firstChatId - index) as ChatId

/**
 * Chat ids as TDLib shows them. Everybody of the team is in `north`, `south`, `bakery` and `lunch` (of the company
 * alone); only Ivan and Maria are in `west`; Sam is in `north`.
 */
export const chatIds = {
  teamLog: toSupergroup(0),
  north: toSupergroup(1),
  south: toSupergroup(2),
  west: toSupergroup(3),
  bakery: (-firstChatId - 4) as ChatId,
  /** Of Ivan and Pavel. */
  pavelToIvan: userIds.pavel as number as ChatId,
  lunch: toSupergroup(6),
} as const
