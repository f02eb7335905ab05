import TinyQueue from 'tinyqueue'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import type { People } from '../telegram/people.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { GroupMembers } from './group-members.ts'
import { readMembers } from '../telegram/read-members.ts'

/** Groups that are wanted at the same moment are sorted before the first one is asked for. */
const gatherMs = 300
/** The pause before a group that could not be read is asked for again. */
const retryMs = 60_000
const saveAfterMs = 3_000
/** Only small groups are asked for, so this many members is always the whole group. */
const memberLimit = 1_000

interface QueuedGroup {
  readonly chatId: number
  readonly memberCount: number
}

export interface GroupAskerOptions {
  readonly requests: Pick<RequestQueue, 'caller'>
  readonly clock: Clock
  readonly people: People
  readonly groupMembers: GroupMembers
  readonly staffIds: () => ReadonlySet<number>
  readonly findGroup: (chatId: number) => { readonly memberCount: number } | undefined
  /** Called when everybody in the group is known. */
  readonly onKnown: (chatId: number) => void
}

/**
 * Asks Telegram for the members of groups whose class depends on them: one group after the other, each only while
 * its people are not known.
 */
export class GroupAsker {
  readonly #options: GroupAskerOptions
  /** Each queued group as it was when it was last wanted; a group whose size changes is wanted again. */
  readonly #queue = new Map<number, QueuedGroup>()
  /** The queued groups by size. Outdated entries stay until they reach the top. */
  readonly #heap = new TinyQueue<QueuedGroup>([], (a, b) => a.memberCount - b.memberCount)
  readonly #notBefore = new Map<number, number>()
  #cancel: Cancel | undefined
  #cancelSave: Cancel | undefined
  #isRunning = false
  #isAllowed = false
  /** Ends the request under way when nobody wants its result any more. */
  #end = new CloseSignal()
  /** Staff ids that a person is previewing, to see which classes they would give. */
  #considered: ReadonlySet<number> | undefined
  /** Called when nothing is left to ask for. Each caller is removed when its own wait ends. */
  readonly #waiting = new Set<() => void>()

  constructor(options: GroupAskerOptions) {
    this.#options = options
  }

  /** All lists are loaded, so requests may begin. */
  start(): void {
    this.#isAllowed = true
    this.#arm(0)
  }

  /** Queues a group, if its people are not known. */
  want(chatId: number): void {
    if (!this.#isDue(chatId)) return
    this.#enqueue(chatId)
    this.#arm(gatherMs)
  }

  /**
   * Also queues groups whose people matter only under these staff ids. True when different staff ids were considered
   * before.
   */
  consider(staffIds: ReadonlySet<number>, chatIds: Iterable<number>): boolean {
    const before = this.#considered
    this.#considered = staffIds
    for (const chatId of chatIds) if (this.#isDue(chatId)) this.#enqueue(chatId)
    this.#arm(0)
    return before?.size !== staffIds.size || [...staffIds].some((userId) => !before.has(userId))
  }

  /** Resolves when everything that was wanted is known, and after `mostMs` at the latest. */
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

  /** The number of callers of `settle` that still wait. */
  get waitingCount(): number {
    return this.#waiting.size
  }

  drop(chatId: number): void {
    this.#queue.delete(chatId)
    this.#notBefore.delete(chatId)
  }

  stop(): void {
    this.#isAllowed = false
    this.#end.fire()
    this.#end = new CloseSignal()
    this.#isRunning = false
    this.#queue.clear()
    while (this.#heap.length > 0) this.#heap.pop()
    this.#notBefore.clear()
    this.#considered = undefined
    this.#tellSettled()
    this.#cancel?.()
    this.#cancel = undefined
    this.#cancelSave?.()
    this.#cancelSave = undefined
  }

  saveSoon(): void {
    const { clock, groupMembers, staffIds } = this.#options
    this.#cancelSave ??= clock.schedule(clock.now() + saveAfterMs, () => {
      this.#cancelSave = undefined
      groupMembers.save(staffIds())
    })
  }

  /**
   * The smallest group goes first: it is the likeliest to have only staff, and counts as a customer's until its
   * people are known.
   */
  #takeNext(): number | undefined {
    for (let next = this.#heap.pop(); next !== undefined; next = this.#heap.pop()) {
      if (this.#queue.get(next.chatId) !== next) continue
      this.#queue.delete(next.chatId)
      return next.chatId
    }
    return undefined
  }

  #enqueue(chatId: number): void {
    const memberCount = this.#options.findGroup(chatId)?.memberCount ?? 0
    if (this.#queue.get(chatId)?.memberCount === memberCount) return
    const group = { chatId, memberCount }
    this.#queue.set(chatId, group)
    this.#heap.push(group)
  }

  #isDue(chatId: number): boolean {
    const { clock, findGroup, groupMembers, staffIds } = this.#options
    const group = findGroup(chatId)
    if (group === undefined || clock.now() < (this.#notBefore.get(chatId) ?? 0)) return false
    return [staffIds(), this.#considered].some(
      (ids) => ids !== undefined && groupMembers.isAskingDue(chatId, group.memberCount, ids),
    )
  }

  #arm(delayMs: number): void {
    if (!this.#isAllowed || this.#isRunning || this.#cancel !== undefined || this.#queue.size === 0) return
    const { clock } = this.#options
    this.#cancel = clock.schedule(clock.now() + delayMs, () => {
      this.#cancel = undefined
      this.#isRunning = true
      void this.#askAll(this.#end)
    })
  }

  async #askAll(end: CloseSignal): Promise<void> {
    for (let chatId = this.#takeNext(); chatId !== undefined; chatId = this.#takeNext()) {
      await this.#ask(chatId, end)
      if (end.isFired) return
    }
    this.#isRunning = false
    this.#tellSettled()
  }

  #tellSettled(): void {
    for (const end of this.#waiting) end()
  }

  async #ask(chatId: number, end: CloseSignal): Promise<void> {
    const { clock, findGroup, groupMembers, onKnown, people, requests } = this.#options
    if (!this.#isDue(chatId)) return
    const read = await readMembers(requests.caller('group_members', end), { id: chatId }, memberLimit)
    const group = findGroup(chatId)
    if (end.isFired || group === undefined) return
    if (read.ok && read.value.isWhole) {
      const humans = read.value.userIds.filter((id) => people.findUser(id)?.kind !== 'bot')
      groupMembers.setMembers(chatId, group.memberCount, humans)
      this.saveSoon()
      onKnown(chatId)
      return
    }
    // Telegram hides the members of some groups: for these groups, the writers of messages are all that is known.
    this.#notBefore.set(chatId, clock.now() + (read.ok ? Number.MAX_SAFE_INTEGER / 2 : retryMs))
  }
}
