/** Supergroups have ids of their own; those of their chats begin here (TDLib's rule). */
const supergroupOffset = 1_000_000_000_000

/** The supergroup of a chat id; undefined for other kinds of chats. */
export function toSupergroupId(chatId: number): number | undefined {
  return chatId < -supergroupOffset ? -supergroupOffset - chatId : undefined
}
