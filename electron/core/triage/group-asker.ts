import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { GroupPeople } from './group-people.ts'
import { readMembers } from '../telegram/read-members.ts'

/** Between two groups, so that asking is never what Telegram limits. */
const paceMs = 300
/** Before a group is asked again that could not be read, and while there is no connection. */
const retryMs = 60_000
const offlineMs = 2_000
const saveAfterMs = 3_000
/** Small groups only are asked; this many members is all of any of them. */
const memberLimit = 1_000

export interface GroupAskerOptions {
  readonly client: () => TdClient | undefined
  readonly clock: Clock
  readonly log: Logger
  readonly people: People
  readonly groupPeople: GroupPeople
  readonly isOnline: () => boolean
  readonly staffIds: () => ReadonlySet<number>
  readonly findGroup: (chatId: number) => { readonly memberCount: number } | undefined
  /** Everybody in the group is known now. */
  readonly onKnown: (chatId: number) => void
}

/** Asks Telegram who is in the groups whose class depends on it: one after the other, and only once. */
export class GroupAsker {
  readonly #options: GroupAskerOptions
  readonly #queue = new Set<number>()
  readonly #notBefore = new Map<number, number>()
  #cancel: Cancel | undefined
  #cancelSave: Cancel | undefined
  #isRunning = false
  #isAllowed = false
  #run = 0
  /** Staff as somebody considers it, to see what it would make of the chats. */
  #considered: ReadonlySet<number> | undefined
  /** Told when nothing is left to ask; each is forgotten with its own end. */
  readonly #waiting = new Set<() => void>()

  constructor(options: GroupAskerOptions) {
    this.#options = options
  }

  /** All lists are loaded: from now on questions are asked. */
  start(): void {
    this.#isAllowed = true
    this.#arm(0)
  }

  /** Puts a group in line, if its people are not known. */
  want(chatId: number): void {
    if (!this.#isDue(chatId)) return
    this.#queue.add(chatId)
    this.#arm(paceMs)
  }

  /** Asks for groups too whose people matter only under these staff ids. True when others were considered before. */
  consider(staffIds: ReadonlySet<number>, chatIds: Iterable<number>): boolean {
    const before = this.#considered
    this.#considered = staffIds
    for (const chatId of chatIds) if (this.#isDue(chatId)) this.#queue.add(chatId)
    this.#arm(0)
    return before?.size !== staffIds.size || [...staffIds].some((userId) => !before.has(userId))
  }

  /** Resolves when everything that was wanted is known, and after `mostMs` in any case. */
  async settle(mostMs: number): Promise<void> {
    if (!this.#isAllowed || (this.#queue.size === 0 && !this.#isRunning)) return
    const { clock } = this.#options
    await new Promise<void>((resolve) => {
      const end = (): void => {
        cancel()
        this.#waiting.delete(end)
        resolve()
      }
      const cancel = clock.schedule(clock.now() + mostMs, end)
      this.#waiting.add(end)
    })
  }

  /** Callers of `settle` that were not answered yet. */
  get waitingCount(): number {
    return this.#waiting.size
  }

  drop(chatId: number): void {
    this.#queue.delete(chatId)
    this.#notBefore.delete(chatId)
  }

  stop(): void {
    this.#isAllowed = false
    this.#run += 1
    this.#queue.clear()
    this.#notBefore.clear()
    this.#considered = undefined
    this.#tellSettled()
    this.#cancel?.()
    this.#cancel = undefined
    this.#cancelSave?.()
    this.#cancelSave = undefined
  }

  saveSoon(): void {
    const { clock, groupPeople, staffIds } = this.#options
    this.#cancelSave ??= clock.schedule(clock.now() + saveAfterMs, () => {
      this.#cancelSave = undefined
      groupPeople.save(staffIds())
    })
  }

  /** The smallest group: it is the likeliest to be ours alone, and counts as a customer's until that is known. */
  #chooseNext(): number | undefined {
    let next: { readonly chatId: number; readonly memberCount: number } | undefined
    for (const chatId of this.#queue) {
      const memberCount = this.#options.findGroup(chatId)?.memberCount ?? 0
      if (next === undefined || memberCount < next.memberCount) next = { chatId, memberCount }
    }
    return next?.chatId
  }

  #isDue(chatId: number): boolean {
    const { clock, findGroup, groupPeople, staffIds } = this.#options
    const group = findGroup(chatId)
    if (group === undefined || clock.now() < (this.#notBefore.get(chatId) ?? 0)) return false
    return [staffIds(), this.#considered].some(
      (ids) => ids !== undefined && groupPeople.isAskingDue(chatId, group.memberCount, ids),
    )
  }

  #arm(delayMs: number): void {
    if (!this.#isAllowed || this.#isRunning || this.#cancel !== undefined || this.#queue.size === 0) return
    const { clock } = this.#options
    this.#cancel = clock.schedule(clock.now() + delayMs, () => {
      this.#cancel = undefined
      this.#isRunning = true
      void this.#askNext().then((pauseMs) => {
        this.#isRunning = false
        if (this.#queue.size === 0) this.#tellSettled()
        this.#arm(pauseMs)
      })
    })
  }

  #tellSettled(): void {
    for (const end of this.#waiting) end()
  }

  /** Asks for one group; how long to pause before the next one. */
  async #askNext(): Promise<number> {
    const { client, clock, findGroup, groupPeople, isOnline, log, onKnown, people } = this.#options
    const td = client()
    if (td === undefined || !isOnline()) return offlineMs
    const chatId = this.#chooseNext()
    if (chatId === undefined) return 0
    this.#queue.delete(chatId)
    if (findGroup(chatId) === undefined || !this.#isDue(chatId)) return 0
    const run = this.#run
    const read = await readMembers(td, { id: chatId }, memberLimit)
    if (run !== this.#run) return 0
    if (read.ok && read.value.isWhole) {
      const humans = read.value.userIds.filter((id) => people.findUser(id)?.kind !== 'bot')
      const memberCount = findGroup(chatId)?.memberCount ?? read.value.userIds.length
      groupPeople.setMembers(chatId, memberCount, humans)
      this.saveSoon()
      onKnown(chatId)
      return paceMs
    }
    if (!read.ok && read.error.code === 'flood_wait') {
      this.#queue.add(chatId)
      const waitMs = Number(read.error.details?.['seconds'] ?? 1) * 1000
      log.warn({ waitMs }, 'reading the members of groups waits')
      return waitMs
    }
    // Telegram keeps the members of some groups to itself: what their messages show has to do.
    this.#notBefore.set(chatId, clock.now() + (read.ok ? Number.MAX_SAFE_INTEGER / 2 : retryMs))
    return paceMs
  }
}
