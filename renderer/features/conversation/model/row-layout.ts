import type { MessageView } from '#shared/contract/entities/message.ts'

/** What a row shows above its content, given the message before it. */
export interface RowLayout {
  /** Starts a day: the separator stands above. */
  readonly isFirstOfDay: boolean
  /** Shows avatar and name; otherwise the row continues the one above. */
  readonly hasHeader: boolean
}

/** Messages of one sender closer than this are one group. */
export const groupGapS = 5 * 60

type RowMessage = Pick<MessageView, 'sender' | 'dateS' | 'content' | 'forwardedFrom' | 'viaBot'>

/**
 * `previous` is the message right above, if it is loaded; `isBelowLine` says that the "new messages" line stands between.
 * `dayOf` maps seconds to a number of the calendar day in the user's zone.
 */
export function describeRow(
  message: RowMessage,
  previous: RowMessage | undefined,
  isBelowLine: boolean,
  dayOf: (dateS: number) => number,
): RowLayout {
  const isFirstOfDay = previous === undefined || dayOf(message.dateS) !== dayOf(previous.dateS)
  return {
    isFirstOfDay,
    hasHeader: isFirstOfDay || isBelowLine || !continuesGroup(message, previous),
  }
}

function continuesGroup(message: RowMessage, previous: RowMessage): boolean {
  return (
    message.content.kind !== 'service' &&
    previous.content.kind !== 'service' &&
    message.sender.key === previous.sender.key &&
    message.forwardedFrom === previous.forwardedFrom &&
    message.viaBot === previous.viaBot &&
    Math.abs(message.dateS - previous.dateS) < groupGapS
  )
}
