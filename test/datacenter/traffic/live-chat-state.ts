import { isStaffRole } from '../scenarios/dialogue.ts'
import type { Speaker, SpokenLine } from '../scenarios/dialogue-player.ts'
import { createRandom, type Random } from '../scenarios/random.ts'
import type { LiveChat } from './traffic-plan.ts'

/** One customer's chat while live traffic plays in it. */
export class LiveChatState {
  readonly chat: LiveChat
  /** Draws of this chat never change what happens in another one. */
  readonly random: Random
  /** Lines of the current dialogue; empty when the chat is quiet. */
  lines: readonly SpokenLine[] = []
  /** Index of the line that comes next. */
  position = 0
  /** Message numbers of the lines already sent, for replies. */
  numbers: (number | undefined)[] = []
  /** Since when a customer waits, in milliseconds since 1970. */
  waitingSinceMs: number | undefined
  lastCustomer: Speaker | undefined
  /** How many times the customer has already answered a person at a console in this conversation. */
  answersToOperator = 0
  /** Steps that were planned under an earlier turn are dropped. */
  turn = 0

  constructor(chat: LiveChat, seed: number) {
    this.chat = chat
    this.random = createRandom(seed, `live/${chat.chatId}`)
    this.waitingSinceMs = chat.waitingSince === undefined ? undefined : chat.waitingSince * 1000
  }

  get isQuiet(): boolean {
    return this.lines.length === 0 && this.waitingSinceMs === undefined
  }

  begin(lines: readonly SpokenLine[]): void {
    this.turn += 1
    this.lines = lines
    this.position = 0
    this.numbers = []
    this.answersToOperator = 0
  }

  /** Drops what was planned; true for as long as the chat stays in the turn that begins here. */
  beginTurn(): () => boolean {
    this.turn += 1
    const turn = this.turn
    return () => this.turn === turn
  }

  keepTurn(): () => boolean {
    const turn = this.turn
    return () => this.turn === turn
  }

  endDialogue(): void {
    this.lines = []
    this.position = 0
  }

  /** True when the next line is the first of staff after the customer has spoken. */
  get isAnswerNext(): boolean {
    const next = this.lines[this.position]
    const before = this.lines[this.position - 1]
    return next !== undefined && isStaffRole(next.role) && before !== undefined && !isStaffRole(before.role)
  }
}
