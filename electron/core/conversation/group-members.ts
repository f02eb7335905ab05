import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import type { ChatKind } from '../telegram/chats.ts'
import type { TdCaller } from '../telegram/td-client.ts'
import { readMembers } from '../telegram/read-members.ts'

/** Telegram gives this many members at once; of larger groups no members are asked for. */
const mostMembers = 200
/** Members change rarely: a chat that is opened again within this time causes no request. */
const keptMs = 10 * 60_000

interface Kept {
  readonly userIds: readonly number[]
  readonly atMs: EpochMs
}

/** Who is in the groups that were opened lately, to count ours among them. */
export class GroupMembers {
  readonly #clock: Clock
  readonly #kept = new Map<number, Kept>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Members, bots included; undefined while they are not known. */
  find(chatId: number): readonly number[] | undefined {
    return this.#kept.get(chatId)?.userIds
  }

  /**
   * Asks Telegram for the members where that is due; true when more is known than before. A refusal changes
   * nothing.
   */
  async read(
    td: TdCaller,
    chatId: number,
    kind: ChatKind,
    memberCount: number | undefined,
  ): Promise<boolean> {
    const isGroup = kind === 'basic_group' || kind === 'supergroup'
    if (!isGroup || memberCount === undefined || memberCount > mostMembers) return false
    const kept = this.#kept.get(chatId)
    const isFresh = kept !== undefined && Math.abs(this.#clock.now() - kept.atMs) < keptMs
    if (isFresh && kept.userIds.length === memberCount) return false
    const read = await readMembers(td, { id: chatId }, mostMembers)
    if (!read.ok || !read.value.isWhole) return false
    this.#kept.set(chatId, { userIds: read.value.userIds, atMs: this.#clock.now() })
    return true
  }

  clear(): void {
    this.#kept.clear()
  }
}
