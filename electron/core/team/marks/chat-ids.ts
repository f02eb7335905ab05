// TDLib's rules for the ids of chats: private ones have their user's, groups stand below zero, supergroups below 10^12,
// secret chats around twice that.
const firstSupergroup = -1_000_000_000_000
const lastSupergroup = -1_997_852_516_352

/** Supergroups number their messages for everybody; elsewhere every account has numbers of its own. */
export function hasSharedIds(chatId: number): boolean {
  return chatId < firstSupergroup && chatId >= lastSupergroup
}

/**
 * A chat that nobody else has: colleagues who write with the same customer do it in other chats, so that what is
 * answered there is not answered here.
 */
export function isPersonalChat(chatId: number): boolean {
  return chatId > 0 || chatId < lastSupergroup
}
