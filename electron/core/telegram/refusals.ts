import type { TdRefusal } from './td-client.ts'

/**
 * Why Telegram or TDLib refused, first match first: what is more special stands above. Telegram speaks in words of its
 * protocol, TDLib in sentences; both change, and this table is the one place that reads them.
 */
const patterns = [
  ['not_modified', /not modified|NOT_MODIFIED/iu],
  ['edit_expired', /EDIT_TIME_EXPIRED|can't be edited|MESSAGE_AUTHOR_REQUIRED/iu],
  ['text_too_long', /too long|TOO_LONG/iu],
  ['text_empty', /must be non-empty|MESSAGE_EMPTY/iu],
  ['message_not_found', /message not found|messages not found|MESSAGE_ID_INVALID/iu],
  ['chat_not_found', /chat not found/iu],
  // The group is there for nobody any more.
  ['chat_deleted', /CHANNEL_INVALID|deactivated/iu],
  ['chat_private', /CHANNEL_PRIVATE/iu],
  ['peer_invalid', /PEER_ID_INVALID/iu],
  ['not_a_member', /USER_NOT_PARTICIPANT|not a member/iu],
  ['kicked', /kicked/iu],
  ['not_accessible', /inaccessible|not accessible|can't access/iu],
  ['no_right', /ADMIN_REQUIRED|not enough rights/iu],
  ['forbidden', /FORBIDDEN|restricted|USER_BANNED_IN_CHANNEL|no write access/iu],
  ['not_found', /not found/iu],
  ['invalid', /INVALID/iu],
] as const satisfies readonly (readonly [code: string, pattern: RegExp])[]

/** `closed`: TDLib ended meanwhile. `other`: Telegram said something that nobody here asks about. */
export type RefusalCode = (typeof patterns)[number][0] | 'closed' | 'flood_wait' | 'other'

/** The same question may be answered in a while. */
export function mayPass(refusal: TdRefusal): boolean {
  return (
    refusal.kind === 'flood_wait' || (refusal.kind === 'refused' && (refusal.code >= 500 || refusal.code < 0))
  )
}

export function sortRefusal(refusal: TdRefusal): RefusalCode {
  return refusal.kind === 'refused' ? sortRefusalMessage(refusal.message) : refusal.kind
}

/** The same for the message alone of a refusal that is no wait. */
export function sortRefusalMessage(message: string): Exclude<RefusalCode, 'closed' | 'flood_wait'> {
  return patterns.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other'
}
