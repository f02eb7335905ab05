// TDLib's arithmetic of chat ids: which kind of chat an id belongs to, and how the ids of users and groups become ids of
// chats. The ranges stand side by side and do not overlap; two ids between them belong to no chat.

export type ChatIdKind = 'user' | 'basic_group' | 'supergroup' | 'secret'

const smallestBasicGroup = -999_999_999_999
/** Belongs to no chat; the ids of supergroups are counted down from here. */
const supergroupZero = -1_000_000_000_000
const smallestSupergroup = -1_997_852_516_352
/** Belongs to no chat; secret chats, whose numbers are signed and have 32 bits, lie around it. */
const secretZero = -2_000_000_000_000
const smallestSecret = -2_002_147_483_648
/** Chats of direct messages to channels are supergroups with ids of their own, below those of secret chats. */
const smallestDirectMessages = -4_000_000_000_000

/** Undefined: no chat has such an id. Channels are supergroups here, as everywhere in TDLib. */
export function readChatKind(chatId: number): ChatIdKind | undefined {
  if (chatId > 0) return 'user'
  if (chatId === 0 || chatId === supergroupZero || chatId === secretZero) return undefined
  if (chatId >= smallestBasicGroup) return 'basic_group'
  if (chatId >= smallestSupergroup) return 'supergroup'
  if (chatId >= smallestSecret) return 'secret'
  return chatId >= smallestDirectMessages ? 'supergroup' : undefined
}

export const chatOfUser = (userId: number): number => userId
export const chatOfBasicGroup = (groupId: number): number => -groupId
export const chatOfSupergroup = (supergroupId: number): number => supergroupZero - supergroupId

/** The supergroup of a chat; undefined for other kinds of chats. */
export function supergroupOfChat(chatId: number): number | undefined {
  return readChatKind(chatId) === 'supergroup' ? supergroupZero - chatId : undefined
}

/**
 * Whether messages have the same numbers for everybody: they do in supergroups; elsewhere every account has its
 * own.
 */
export function isNumberedForAll(chatId: number): boolean {
  return readChatKind(chatId) === 'supergroup'
}

/**
 * Whether a chat belongs to this account alone: colleagues who write with the same customer do so in other chats,
 * so that an answer there is no answer here.
 */
export function isPersonalChat(chatId: number): boolean {
  const kind = readChatKind(chatId)
  return kind === 'user' || kind === 'secret'
}
