import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import * as v from 'valibot'
import type { TeamContext } from '../team-context.ts'

const membersFact = 'team.members'
const ids = v.array(v.number())
const Known = v.object({
  chatId: v.number(),
  memberIds: ids,
  adminIds: ids,
  ownerId: v.optional(v.number()),
  /** Absent in what an older build kept: then it is not known. */
  botIds: v.optional(ids, []),
  isWhole: v.optional(v.boolean(), false),
})

export interface KnownMembers {
  readonly memberIds: ReadonlySet<number>
  /** Owner and administrators. */
  readonly adminIds: ReadonlySet<number>
  readonly ownerId: number | undefined
  /** Bots in the channel: never of the team, but they read it. */
  readonly botIds: ReadonlySet<number>
  /** False: Telegram hides members, or there are too many. */
  readonly isWhole: boolean
}

const nobody: KnownMembers = {
  memberIds: new Set(),
  adminIds: new Set(),
  ownerId: undefined,
  botIds: new Set(),
  isWhole: false,
}

/** Who is in the channel, as Telegram last said; kept over restarts. */
export class TeamMembers {
  readonly #context: TeamContext
  readonly #changed = new Emitter()
  #known: KnownMembers = nobody
  #isKnown = false

  constructor(context: TeamContext) {
    this.#context = context
  }

  get known(): KnownMembers {
    return this.#known
  }

  /** Whether Telegram has told the members, in this run or an earlier one. */
  get isKnown(): boolean {
    return this.#isKnown
  }

  onChange(listener: () => void): Cancel {
    return this.#changed.on(listener)
  }

  restore(chatId: number | undefined): void {
    const stored = parseOutside(Known, this.#context.store.readFact(membersFact))
    this.#isKnown = stored.success && stored.output.chatId === chatId
    if (!stored.success || !this.#isKnown) {
      this.#known = nobody
      return
    }
    const { adminIds, botIds, isWhole, memberIds, ownerId } = stored.output
    this.#known = {
      memberIds: new Set(memberIds),
      adminIds: new Set(adminIds),
      ownerId,
      botIds: new Set(botIds),
      isWhole,
    }
  }

  set(chatId: number, known: KnownMembers): void {
    const isSame =
      this.#isKnown &&
      known.ownerId === this.#known.ownerId &&
      known.isWhole === this.#known.isWhole &&
      isSameSet(known.botIds, this.#known.botIds) &&
      isSameSet(known.memberIds, this.#known.memberIds) &&
      isSameSet(known.adminIds, this.#known.adminIds)
    if (isSame) return
    this.#known = known
    this.#isKnown = true
    // If this does not reach the disk, Telegram is asked again at the next start.
    this.#context.store.saveFact(membersFact, {
      chatId,
      memberIds: [...known.memberIds],
      adminIds: [...known.adminIds],
      botIds: [...known.botIds],
      isWhole: known.isWhole,
      ...(known.ownerId === undefined ? {} : { ownerId: known.ownerId }),
    })
    this.#changed.emit()
  }

  clear(): void {
    this.#known = nobody
    this.#isKnown = false
    this.#context.store.saveFact(membersFact, undefined)
    this.#changed.emit()
  }
}

function isSameSet(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id))
}
