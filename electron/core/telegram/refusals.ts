import type { TdRefusal } from './td-client.ts'

/**
 * Why Telegram or TDLib refused. The first match counts, so more specific patterns stand above. Telegram answers
 * with the words of its protocol, TDLib with sentences. Both may change, and only this table reads them.
 */
const patterns = [
  ['not_modified', /not modified|NOT_MODIFIED/iu],
  ['edit_expired', /EDIT_TIME_EXPIRED|can't be edited|MESSAGE_AUTHOR_REQUIRED/iu],
  ['text_too_long', /too long|TOO_LONG/iu],
  ['text_empty', /must be non-empty|MESSAGE_EMPTY/iu],
  ['message_not_found', /message not found|messages not found|MESSAGE_ID_INVALID/iu],
  ['chat_not_found', /chat not found/iu],
  // Nobody can open the group any more.
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

/** `closed`: TDLib ended meanwhile. `other`: Telegram gave a reason that no caller distinguishes. */
export type RefusalCode = (typeof patterns)[number][0] | 'closed' | 'flood_wait' | 'other'

/** True when the same request may succeed in a while. */
export function mayPass(refusal: TdRefusal): boolean {
  return (
    refusal.kind === 'flood_wait' || (refusal.kind === 'refused' && (refusal.code >= 500 || refusal.code < 0))
  )
}

export function sortRefusal(refusal: TdRefusal): RefusalCode {
  return refusal.kind === 'refused' ? sortRefusalMessage(refusal.message) : refusal.kind
}

/** Classifies a refusal by its message alone, when the refusal is no flood wait. */
export function sortRefusalMessage(message: string): Exclude<RefusalCode, 'closed' | 'flood_wait'> {
  return patterns.find(([, pattern]) => pattern.test(message))?.[0] ?? 'other'
}
