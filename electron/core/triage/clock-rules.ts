import type { WorkingCalendar } from '#shared/contract/entities/triage.ts'
import type { LiftRules } from '#shared/domain/list-order/read-lift.ts'
import type { TrimRules } from '#shared/domain/message-tail/trim-tail.ts'
import { mergeClock } from '#shared/domain/reply-clock/clock-rules.ts'
import type { AnswerRules } from '#shared/domain/reply-clock/read-waits.ts'
import type { WaitMarks } from '#shared/domain/reply-clock/wait-status.ts'
import { checkCalendar } from '#shared/domain/working-calendar/check-calendar.ts'
import { compileCalendar, type CompiledCalendar } from '#shared/domain/working-calendar/working-calendar.ts'
import type { People } from '../telegram/people.ts'
import type { ClockSources } from './clock-parts.ts'

const minuteMs = 60_000

type RuleSources = Pick<ClockSources, 'rules' | 'settings' | 'classOf' | 'overrideOf' | 'noRepliesOf'>

/** The rules in the form that the domain needs, computed once for all chats. */
export class ClockRules {
  readonly #sources: RuleSources
  readonly #people: People
  #staffIds: ReadonlySet<number> = new Set()
  #staff: { readonly selfId: number | undefined; readonly isStaff: (userId: number) => boolean } | undefined
  #lift: LiftRules = { dampingS: 0, ownMessageLifts: false }
  /** Calendars by their content: chats with the same hours share one. */
  readonly #calendars = new Map<string, CompiledCalendar>()

  constructor(sources: RuleSources, people: People) {
    this.#sources = sources
    this.#people = people
    this.refresh()
  }

  /** After rules or settings changed. */
  refresh(): void {
    const { dampingMin, ownMessageLifts } = this.#sources.settings()
    this.#lift = { dampingS: dampingMin * 60, ownMessageLifts }
    this.#staffIds = new Set(this.#sources.rules().staff.map((member) => member.userId))
    this.#staff = undefined
    this.#calendars.clear()
  }

  get lift(): LiftRules {
    return this.#lift
  }

  get isReactionAnswer(): boolean {
    return this.#sources.rules().clock.reactionAnswers
  }

  /** Returns another function as soon as an answer may differ. */
  get isStaff(): (userId: number) => boolean {
    const { selfId } = this.#people
    if (this.#staff === undefined || this.#staff.selfId !== selfId) {
      const staffIds = this.#staffIds
      const isStaff = (userId: number) => staffIds.has(userId) || (userId !== 0 && userId === selfId)
      this.#staff = { selfId, isStaff }
    }
    return this.#staff.isStaff
  }

  /** No chat has a clock before the rules are set up. */
  hasClock(chatId: number): boolean {
    return this.#sources.rules().isSetUp && this.#sources.classOf(chatId) === 'customer'
  }

  answersOf(chatId: number): AnswerRules {
    const rules = this.#sources.rules()
    return {
      isStaff: this.isStaff,
      anonymousIsStaff: rules.anonymousAdmins === 'staff',
      reactionAnswers: rules.clock.reactionAnswers,
      noReplies: this.#sources.noRepliesOf(chatId),
    }
  }

  marksOf(chatId: number): WaitMarks {
    const clock = mergeClock(this.#sources.rules().clock, this.#sources.overrideOf(chatId))
    return {
      redAfterMs: clock.redAfterMin * minuteMs,
      breachAfterMs: clock.breachAfterMin * minuteMs,
      calendar: this.#compile(clock.calendar),
    }
  }

  trimOf(chatId: number): TrimRules {
    return { lift: this.#lift, answers: this.hasClock(chatId) ? this.answersOf(chatId) : undefined }
  }

  #compile(calendar: WorkingCalendar): CompiledCalendar {
    const key = calendar.kind === 'always' ? '' : JSON.stringify(calendar)
    let compiled = this.#calendars.get(key)
    if (compiled === undefined) {
      // A calendar that a colleague set for a chat was only checked by its shape. If it cannot be computed with, it
      // is ignored.
      compiled = compileCalendar(checkCalendar(calendar).ok ? calendar : this.#sources.rules().clock.calendar)
      this.#calendars.set(key, compiled)
    }
    return compiled
  }
}
