import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import type { People } from '../telegram/people.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { GroupPeople } from './group-people.ts'
import { readMembers } from '../telegram/read-members.ts'

/** Several groups that are wanted in the same moment are put in order before the first is asked. */
const gatherMs = 300
/** Before a group is asked again that could not be read. */
const retryMs = 60_000
const saveAfterMs = 3_000
/** Small groups only are asked; this many members is all of any of them. */
const memberLimit = 1_000

export interface GroupAskerOptions {
  readonly requests: Pick<RequestQueue, 'caller'>
  readonly clock: Clock
  readonly people: People
  readonly groupPeople: GroupPeople
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
  /** Ends what is asked when nobody wants to know it any more. */
  #end = new CloseSignal()
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
    this.#arm(gatherMs)
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
    this.#end.fire()
    this.#end = new CloseSignal()
    this.#isRunning = false
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
  #takeNext(): number | undefined {
    let next: { readonly chatId: number; readonly memberCount: number } | undefined
    for (const chatId of this.#queue) {
      const memberCount = this.#options.findGroup(chatId)?.memberCount ?? 0
      if (next === undefined || memberCount < next.memberCount) next = { chatId, memberCount }
    }
    if (next !== undefined) this.#queue.delete(next.chatId)
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
    const { clock, findGroup, groupPeople, onKnown, people, requests } = this.#options
    if (!this.#isDue(chatId)) return
    const read = await readMembers(requests.caller('group_members', end), { id: chatId }, memberLimit)
    const group = findGroup(chatId)
    if (end.isFired || group === undefined) return
    if (read.ok && read.value.isWhole) {
      const humans = read.value.userIds.filter((id) => people.findUser(id)?.kind !== 'bot')
      groupPeople.setMembers(chatId, group.memberCount, humans)
      this.saveSoon()
      onKnown(chatId)
      return
    }
    // Telegram keeps the members of some groups to itself: what their messages show has to do.
    this.#notBefore.set(chatId, clock.now() + (read.ok ? Number.MAX_SAFE_INTEGER / 2 : retryMs))
  }
}
