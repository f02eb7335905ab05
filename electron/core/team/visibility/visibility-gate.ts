import type { ChatClass } from '#shared/contract/entities/triage.ts'
import type { TeamState } from '#shared/domain/team-log/team-state.ts'
import { canSee, type Viewer } from '#shared/domain/visibility/can-see.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { isPersonalChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { hasTeam } from '../marks/has-team.ts'
import type { TeamMarksPart } from '../marks/create-marks.ts'
import type { TeamLog, Roster } from '../team-ports.ts'
import { GrantEnds } from './grant-ends.ts'
import { mergeGrants } from './grants.ts'

export interface VisibilityGateOptions {
  readonly clock: Clock
  /** Telegram's time. */
  readonly now: () => EpochMs
  readonly teamLog: TeamLog
  readonly roster: Roster
  readonly marks: Pick<TeamMarksPart, 'find' | 'upgrades'>
  /** Undefined while the class of the chat was not looked up. */
  readonly classOf: (chatId: number) => ChatClass | undefined
  /** Every chat that has a row. */
  readonly chatIds: () => Iterable<number>
}

/**
 * Whether this console shows a chat. Every surface asks it: the stream to the windows, their calls, counters and
 * notifications. Without a team everything is shown. It directs attention: the border is membership in Telegram.
 */
export class VisibilityGate {
  readonly #options: VisibilityGateOptions
  readonly #ends: GrantEnds
  readonly #changed = new Emitter<[chatIds: readonly number[]]>()
  readonly #ended = new Emitter<[chatIds: readonly number[]]>()
  /** The last answer for each chat, so that a changed answer can be told. */
  readonly #answers = new Map<number, boolean>()
  /** The open alarms as of the last change of the team's log. */
  #openAlarms: TeamState['openAlarms'] = new Map()
  #isLeaving = false

  constructor(options: VisibilityGateOptions) {
    const { teamLog, marks, roster } = options
    this.#options = options
    this.#ends = new GrantEnds({
      ...options,
      onEnd: (chatIds) => {
        const all = [...this.#withSuccessors(chatIds)]
        this.recheck(all)
        this.#ended.emit(all)
      },
    })
    teamLog.onChange((changes) => {
      this.#ends.follow(changes)
      const before = this.#openAlarms
      this.#openAlarms = teamLog.state.openAlarms
      if (changes.some(({ kind }) => kind === 'everything' || kind === 'roles' || kind === 'settings')) {
        this.recheckAll()
        return
      }
      const chatIds = changes.flatMap((change) => (change.kind === 'chat' ? [change.chatId] : []))
      if (before !== this.#openAlarms) chatIds.push(...before.keys(), ...this.#openAlarms.keys())
      if (chatIds.length > 0) this.recheck(this.#withSuccessors(chatIds))
    })
    roster.onChange(() => this.recheckAll())
    marks.upgrades.onNote((from, to) => this.recheck([from, to]))
  }

  /** Takes the state that the team's log read from the disk: the log tells nobody of that. */
  restore(): void {
    this.#ends.follow([{ kind: 'everything' }])
    this.#openAlarms = this.#options.teamLog.state.openAlarms
  }

  /** The answer for this moment: ask when something is shown, not before. */
  readonly isVisible = (chatId: number): boolean => {
    if (this.#isLeaving) return this.#answers.get(chatId) === true
    const isVisible = this.#look(chatId)
    // The first answer is what windows have; `recheck` compares with it.
    if (!this.#answers.has(chatId)) this.#answers.set(chatId, isVisible)
    return isVisible
  }

  /** Whether the chat is the team's own channel, which the whole team sees. */
  isChannel(chatId: number): boolean {
    return chatId === this.#options.teamLog.channelId
  }

  /** Whether this console shows every chat. */
  get showsAll(): boolean {
    if (this.#isLeaving) return false
    return !hasTeam(this.#options.teamLog) || this.#readViewer().role === 'manager'
  }

  /** The listener is told at once of chats that are shown from now on, or hidden from now on. */
  onChange(listener: (chatIds: readonly number[]) => void): Cancel {
    return this.#changed.on(listener)
  }

  /** The listener is told of chats in which anybody's grant has come to its end. */
  onGrantEnd(listener: (chatIds: readonly number[]) => void): Cancel {
    return this.#ended.on(listener)
  }

  /** Answers anew for these chats, because something that the answer depends on has changed. */
  recheck(chatIds: Iterable<number>): void {
    if (this.#isLeaving) return
    const changed: number[] = []
    for (const chatId of chatIds) {
      const before = this.#answers.get(chatId)
      const isVisible = this.#look(chatId)
      this.#answers.set(chatId, isVisible)
      if (before !== undefined && before !== isVisible) changed.push(chatId)
    }
    if (changed.length > 0) this.#changed.emit(changed)
  }

  recheckAll(): void {
    this.recheck(new Set([...this.#answers.keys(), ...this.#options.chatIds()]))
  }

  /** Runs the removal of the account and its team. While it runs, nothing is shown that was not shown before. */
  clear(run: () => void): void {
    this.#isLeaving = true
    run()
    this.#isLeaving = false
    this.#answers.clear()
    this.#ends.close()
  }

  /**
   * From here on the team's log is gone while windows may still be open: nothing is shown that was not shown
   * before.
   */
  close(): void {
    this.#isLeaving = true
    this.#ends.close()
  }

  #look(chatId: number): boolean {
    const { teamLog, marks, now, roster } = this.#options
    if (!hasTeam(teamLog) || chatId === teamLog.channelId) return true
    const viewer = this.#readViewer()
    if (viewer.role === 'manager') return true
    const { openAlarms } = teamLog.state
    const oldId = marks.upgrades.findPredecessor(chatId)
    const standing = {
      class: this.#options.classOf(chatId),
      // An alarm about a private chat concerns one user's chat, not the chats of others with the same person.
      hasOpenAlarm:
        !isPersonalChat(chatId) && (openAlarms.has(chatId) || (oldId !== undefined && openAlarms.has(oldId))),
      grant: roster.selfId === undefined ? undefined : mergeGrants(marks.find(chatId)).get(roster.selfId),
    }
    return canSee(viewer, standing, now() / 1000)
  }

  /** A user who left the channel or was taken out of it goes on seeing what the team's log last let them see. */
  #readViewer(): Viewer {
    const { teamLog, roster } = this.#options
    const { dutySeesAll } = teamLog.state.settings
    const { myRole, selfId } = roster
    if (myRole !== undefined || selfId === undefined || roster.memberIds.has(selfId))
      return { role: myRole, dutySeesAll }
    return { role: teamLog.state.roles.get(selfId), dutySeesAll }
  }

  /** The chats together with those that they were upgraded to: what the team's log says of a group holds for both. */
  #withSuccessors(chatIds: readonly number[]): ReadonlySet<number> {
    const { upgrades } = this.#options.marks
    return new Set(chatIds.flatMap((chatId) => [chatId, upgrades.findSuccessor(chatId) ?? chatId]))
  }
}
