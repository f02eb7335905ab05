import type { ChatView } from '#shared/contract/entities/chat.ts'

/** What the triage adds to the row of a chat. */
export type RowMarks = Pick<
  ChatView,
  | 'class'
  | 'wait'
  | 'star'
  | 'isPinned'
  | 'hasClockOverride'
  | 'hasHandClass'
  | 'canTakeBackNoReply'
  | 'alarm'
  | 'grants'
>

/** The row with these marks instead of its own. */
export function withMarks(view: ChatView, marks: RowMarks): ChatView {
  const { alarm: _alarm, grants: _grants, star: _star, wait: _wait, ...rest } = view
  return { ...rest, ...marks }
}
