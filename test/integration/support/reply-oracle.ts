import type { DatacenterProcess } from '../../support/datacenter-process.ts'

/** A message as the data centre has it, under the id that one account sees. */
export interface PlainMessage {
  readonly id: number
  readonly number: number
  readonly dateS: number
  readonly fromId: number
  readonly isService: boolean
}

export interface ExpectedWait {
  readonly startMessageId: number
  readonly startS: number
  readonly messageCount: number
}

export interface ExpectedEnd extends ExpectedWait {
  readonly endedBy: 'reply' | 'no_reply_needed'
  readonly answeredBy: number
  /** Absent when the end was said in the console: the data centre does not know when. */
  readonly endS?: number
}

export interface ExpectedWaits {
  readonly open?: ExpectedWait
  readonly ended: readonly ExpectedEnd[]
}

interface Rules {
  readonly staffIds: ReadonlySet<number>
  /** Whose messages are nobody's. */
  readonly botIds: ReadonlySet<number>
  /** Up to which messages "no reply needed" was said, and by whom. */
  readonly noReplyUpTo: readonly number[]
  readonly selfId: number
}

/**
 * Who waits, told by nothing but a walk from the first message to the last. It shares no code with the console, so that
 * both being wrong in the same way is unlikely.
 */
export function expectWaits(messages: readonly PlainMessage[], rules: Rules): ExpectedWaits {
  const ended: ExpectedEnd[] = []
  let open: ExpectedWait | undefined
  const end = (how: Pick<ExpectedEnd, 'endedBy' | 'answeredBy' | 'endS'>): void => {
    if (open !== undefined) ended.push({ ...open, ...how })
    open = undefined
  }
  const marks = rules.noReplyUpTo.toSorted((a, b) => a - b)
  for (const { dateS, fromId, id, isService } of messages.toSorted((a, b) => a.id - b.id)) {
    while (marks[0] !== undefined && marks[0] < id) {
      marks.shift()
      end({ endedBy: 'no_reply_needed', answeredBy: rules.selfId })
    }
    if (isService || rules.botIds.has(fromId)) continue
    if (rules.staffIds.has(fromId)) end({ endedBy: 'reply', answeredBy: fromId, endS: dateS })
    else if (open === undefined) open = { startMessageId: id, startS: dateS, messageCount: 1 }
    else open = { ...open, messageCount: open.messageCount + 1 }
  }
  if (marks.length > 0) end({ endedBy: 'no_reply_needed', answeredBy: rules.selfId })
  return { ...(open === undefined ? {} : { open }), ended }
}

/** What the data centre has of a chat, oldest first, as the account `selfId` sees it. */
export async function readMessages(
  datacenter: DatacenterProcess,
  chatId: number,
  selfId: number,
): Promise<readonly PlainMessage[]> {
  const { messages } = await datacenter.call<{
    messages: readonly {
      number: number
      date: number
      fromId: number
      service?: unknown
      ids?: Readonly<Record<string, number>>
    }[]
  }>('GET', `/chats/${chatId}/messages?limit=5000`)
  return messages.map(({ date, fromId, ids, number, service }) => ({
    // TDLib leaves room below a server's id for messages of its own.
    id: (ids?.[String(selfId)] ?? number) * 2 ** 20,
    number,
    dateS: date,
    fromId,
    isService: service !== undefined,
  }))
}

/** The id of a message of a basic group in the supergroup that it was upgraded to. */
export const toUpgradedId = (id: number): number => id - 2 ** 52
