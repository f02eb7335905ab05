import { readKnownHistory } from '../../telegram/requests.ts'
import type { TdCaller, TdResult } from '../../telegram/td-client.ts'
import { type EventKey, readEventKey } from './channel-messages.ts'

/** Messages that were not sent stand at the end of their chat. */
const searchedMessages = 100

/** A message with an event that Telegram does not have yet. */
export interface UnsentMessage {
  /** TDLib's id for the message. */
  readonly id: number
  readonly event: EventKey
  /** False: TDLib has given it up. */
  readonly isPending: boolean
}

/** The messages that TDLib was given and has not sent, newest first; TDLib keeps them over restarts. */
export async function readUnsent(
  client: TdCaller,
  channelId: number,
): Promise<TdResult<readonly UnsentMessage[]>> {
  const page = await readKnownHistory(client, channelId, 0, searchedMessages)
  if (!page.ok) return page
  const value = page.value.flatMap((message) => {
    const event = message.state === 'sent' ? undefined : readEventKey(message)
    return event === undefined ? [] : [{ id: message.id, event, isPending: message.state === 'pending' }]
  })
  return { ok: true, value }
}
