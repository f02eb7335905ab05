import { type RefusalCode, sortRefusalMessage } from '../../telegram/refusals.ts'

const lost: ReadonlySet<RefusalCode> = new Set([
  'chat_deleted',
  'chat_private',
  'chat_not_found',
  'not_a_member',
  'kicked',
])

/** Whether Telegram's error says that it does not know the channel any more, or that this account is not in it. */
export function isAboutChannel(message: string): boolean {
  return lost.has(sortRefusalMessage(message))
}

/** Whether the error says that there is no such channel; any other error is about this account. */
export function isAboutDeletion(message: string): boolean {
  const code = sortRefusalMessage(message)
  return code === 'chat_deleted' || code === 'chat_not_found'
}
