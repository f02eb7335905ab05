/** Telegram does not know the channel any more, or this account in it. */
export function isAboutChannel(message: string): boolean {
  return /CHANNEL_INVALID|CHANNEL_PRIVATE|Chat not found|USER_NOT_PARTICIPANT|not a member|kicked|deactivated/iu.test(
    message,
  )
}

/** There is no such channel; anything else is about this account. */
export function isAboutDeletion(message: string): boolean {
  return /CHANNEL_INVALID|Chat not found|deactivated/iu.test(message)
}
