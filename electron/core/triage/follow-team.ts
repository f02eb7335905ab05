import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { TeamMarksPart } from '../team/marks/create-marks.ts'
import type { VisibilityGate } from '../team/visibility/visibility-gate.ts'
import type { ChatClasses } from './chat-classes.ts'
import type { ReplyClocks } from './clock-parts.ts'
import type { Rules } from './rules.ts'

export interface FollowTeamParts {
  readonly marks: TeamMarksPart
  readonly gate: VisibilityGate
  readonly rules: Rules
  readonly classes: ChatClasses
  readonly clocks: ReplyClocks
  readonly model: ChatModel
  /** Counts the chat by its row, if it is shown. */
  readonly count: (chatId: number, view: ChatView | undefined) => void
}

/** Brings rows, classes and clocks up to what the team agrees on, whenever that changes. */
export function followTeam(parts: FollowTeamParts): void {
  const { classes, clocks, count, gate, marks, model, rules } = parts
  marks.onChange((change) => {
    rules.refresh()
    if (change.kind === 'rules') return
    for (const chatId of change.kind === 'all' ? [...model.chatIds()] : change.chatIds) {
      classes.reconsider(chatId)
      // A wait that a colleague ended stops at once.
      if (change.kind === 'chats') clocks.onNoReplyChanged(chatId)
      else clocks.onOverrideChanged(chatId)
      model.touch(chatId)
    }
  })
  gate.onChange((chatIds) => {
    for (const chatId of chatIds) count(chatId, model.findView(chatId))
  })
  gate.onGrantEnd((chatIds) => {
    for (const chatId of chatIds) model.touch(chatId)
  })
}
