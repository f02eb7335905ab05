import { maxMessageLength } from '#shared/contract/core-contract.ts'
import { fail, type Result } from '#shared/lib/result.ts'
import { sortRefusal } from '../telegram/refusals.ts'
import type { TdRefusal } from '../telegram/td-client.ts'

/** Why an action on a message was not done. `offline`: there is no connection. */
export type ActionErrorCode = 'message_not_found' | 'offline' | 'rejected'

export const refuseNote = (): Result<never, 'is_note'> => fail('is_note', 'notes are for the team alone')

export const refuseLength = (): Result<never, 'text_too_long'> =>
  fail('text_too_long', `Telegram takes at most ${maxMessageLength} characters`)

/** Why TDLib did not take a text at all. */
export function nameSendRefusal(
  refusal: TdRefusal,
): 'write_forbidden' | 'chat_not_found' | 'text_too_long' | 'text_empty' | 'rejected' {
  const code = sortRefusal(refusal)
  switch (code) {
    case 'chat_not_found':
    case 'text_too_long':
    case 'text_empty':
      return code
    case 'forbidden':
    case 'kicked':
    case 'no_right':
      return 'write_forbidden'
    default:
      return 'rejected'
  }
}

export function nameActionRefusal(refusal: TdRefusal): ActionErrorCode {
  switch (sortRefusal(refusal)) {
    case 'closed':
      return 'offline'
    case 'message_not_found':
    case 'chat_not_found':
    case 'not_found':
      return 'message_not_found'
    default:
      return 'rejected'
  }
}

export function nameEditRefusal(
  refusal: TdRefusal,
): ActionErrorCode | 'edit_expired' | 'text_empty' | 'text_too_long' | 'not_modified' {
  const code = sortRefusal(refusal)
  switch (code) {
    case 'not_modified':
    case 'edit_expired':
    case 'text_too_long':
    case 'text_empty':
      return code
    default:
      return nameActionRefusal(refusal)
  }
}
