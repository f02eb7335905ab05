import type { TlObject } from '../rpc.ts'
import type { PtsLog } from './pts-log.ts'
import type { ChatKind, MemberRole, SeedMedia, SeedService, StaffKind } from './seed.ts'

/** Somebody with a user id: customer, colleague or bot. Mutable state of the world. */
export interface Person {
  readonly id: number
  readonly accessHash: bigint
  firstName: string
  lastName: string | undefined
  readonly username: string | undefined
  readonly phone: string | undefined
  readonly isBot: boolean
  readonly about: string | undefined
  /** What this person does for the company; undefined for everybody else. */
  readonly staff: StaffKind | undefined
  /** Whether others may put this person into groups. */
  canBeAdded: boolean
  isOnline: boolean
  /** Unix seconds. */
  lastSeen: number
  readonly contacts: Set<number>
  /** Grows with every change that others see. */
  version: number
}

export interface Member {
  readonly userId: number
  role: MemberRole
  isAnonymous: boolean
  rank: string | undefined
  readonly joinedAt: number
  readonly inviterId: number
}

export interface Chat {
  readonly id: number
  readonly kind: ChatKind
  readonly accessHash: bigint
  title: string
  about: string
  readonly username: string | undefined
  readonly date: number
  readonly members: Map<number, Member>
  /** Who was removed by an administrator and may not come back by themselves. */
  readonly banned: Map<number, Member>
  /** Members who can log in: the only ones that updates are made for. */
  readonly accountIds: Set<number>
  /** Index is the number minus one; undefined where a message was deleted. */
  readonly messages: (Message | undefined)[]
  readonly views: Map<number, View>
  /** Events of supergroups and channels. */
  readonly log: PtsLog<ChannelEvent>
  slowModeSeconds: number
  isReadOnly: boolean
  /** Whoever joins sees only what is written from then on. */
  isHistoryHidden: boolean
  isDeleted: boolean
  migratedTo: number | undefined
  migratedFrom: number | undefined
  /** A channel's discussion group, a group's channel. */
  linkedChatId: number | undefined
  /** Unix seconds of the last event that clients who were away must hear of. */
  changedAt: number
  /** Grows with every change of title, members or rights. */
  version: number
}

export interface MessageReply {
  readonly number: number
  /** The chat of the answered message, when it is another one. */
  readonly chatId?: number | undefined
  readonly quote: string | undefined
  readonly quoteEntities: readonly TlObject[] | undefined
  readonly quoteOffset: number | undefined
}

export interface MessageForward {
  readonly fromId: number
  /** The group or channel in whose name it was written, when that was no person. */
  readonly fromChatId: number | undefined
  readonly date: number
  /** The channel whose post it was. */
  readonly post: { readonly chatId: number; readonly number: number } | undefined
  /** Put into the discussion group by the service itself. */
  readonly isAutomatic: boolean
}

export interface MessageReaction {
  readonly emoji: string
  /** Unix seconds. */
  readonly date: number
}

export interface Message {
  readonly chat: Chat
  readonly number: number
  readonly fromId: number
  /** The chat in whose name it was written: the group itself, or a channel; undefined: in the author's own. */
  readonly senderChatId: number | undefined
  readonly date: number
  text: string
  entities: readonly TlObject[]
  readonly reply: MessageReply | undefined
  readonly forward: MessageForward | undefined
  readonly media: SeedMedia | undefined
  readonly service: SeedService | undefined
  readonly isSilent: boolean
  /** Accounts that are mentioned or answered. */
  readonly mentioned: readonly number[]
  /** What the client called it when it was sent. */
  readonly randomId: bigint | undefined
  /** It waited for its time on the service. */
  readonly isFromScheduled: boolean
  /** The bot by whose help it was written. */
  readonly viaBotId: number | undefined
  /** By user; undefined: nobody has ever reacted. */
  reactions: Map<number, MessageReaction> | undefined
  isPinned: boolean
  editDate: number | undefined
}

/** What waits on the service for its time, under an id of its own. The message is in no chat yet. */
export interface ScheduledMessage {
  readonly id: number
  readonly message: Message
}

export interface Draft {
  readonly text: string
  readonly entities: readonly TlObject[]
  readonly date: number
  readonly replyToNumber: number | undefined
}

/** One member's side of a chat. It outlives the membership. */
export interface View {
  readonly userId: number
  readonly chat: Chat
  /** Private chats and basic groups: by number, the id in this account's box. Undefined for who cannot log in. */
  readonly boxIds: (number | undefined)[] | undefined
  /** Numbers, 0 is nothing. */
  readInbox: number
  readOutbox: number
  /** [Note: unread count] How many unread messages lie in (readInbox, countedTo]; counted on when somebody asks. */
  unreadCounted: number
  unreadCountedTo: number
  readonly unreadMentions: Set<number>
  /** Own messages with a reaction that was not seen yet. */
  readonly unreadReactions: Set<number>
  /** Place among pinned dialogs, 0 is the top one. */
  pinOrder: number | undefined
  folderId: 0 | 1
  /** Unix seconds; undefined: as the account's default says. */
  mutedUntil: number | undefined
  showPreviews: boolean | undefined
  isSilent: boolean | undefined
  isMarkedUnread: boolean
  /** Number of the newest message that was hidden from this account when it joined. */
  hiddenUpTo: number
  /** Removed by somebody else, rather than gone. */
  isKicked: boolean
  /** Unix seconds before which slow mode lets this member write nothing. */
  slowModeUntil: number
  /** In whose name this member writes by default; undefined: in the own one. */
  sendAsChatId: number | undefined
  draft: Draft | undefined
  described: { readonly version: number; readonly chat: TlObject } | undefined
}

export type ChannelEvent =
  | { readonly kind: 'new'; readonly number: number }
  | { readonly kind: 'edit'; readonly number: number }
  | { readonly kind: 'delete'; readonly numbers: readonly number[] }
  | { readonly kind: 'pin'; readonly number: number; readonly isPinned: boolean }

export type BoxEvent =
  | { readonly kind: 'new'; readonly message: Message }
  | { readonly kind: 'edit'; readonly message: Message }
  | { readonly kind: 'delete'; readonly ids: readonly number[] }
  | { readonly kind: 'pin'; readonly chat: Chat; readonly id: number; readonly isPinned: boolean }
  | { readonly kind: 'readInbox'; readonly chat: Chat; readonly number: number }
  | { readonly kind: 'readOutbox'; readonly chat: Chat; readonly number: number }
  | { readonly kind: 'readContents'; readonly ids: readonly number[] }
  | { readonly kind: 'folder'; readonly chat: Chat; readonly folderId: 0 | 1 }

export interface Folder {
  readonly id: number
  /** The `dialogFilter` without what depends on the viewer: kept as the client sent it, or built from the seed. */
  readonly filter: TlObject
}

/** Who can log in. */
export interface AccountState {
  readonly person: Person
  readonly code: string
  readonly password: string | undefined
  readonly passwordHint: string | undefined
  /** By chat id. */
  readonly views: Map<number, View>
  /** Private chats by the other user's id. */
  readonly privateChats: Map<number, Chat>
  /** Messages of private chats and basic groups; the index is the id, 0 is unused. */
  readonly box: (Message | undefined)[]
  readonly log: PtsLog<BoxEvent>
  /** Last change per key that has no pts: what a client that was away is told. */
  readonly changes: Map<
    string,
    { readonly at: number; readonly update: () => TlObject; readonly chat: Chat | undefined }
  >
  /** What was sent under a random id: a repeated call is answered with the same message. */
  readonly sent: Map<bigint, Message>
  /** In the order in which they were made. */
  scheduled: readonly ScheduledMessage[]
  nextScheduledId: number
  folders: readonly Folder[]
  /** `mute_until` by `inputNotifyUsers`, `inputNotifyChats` and `inputNotifyBroadcasts`. */
  readonly notifyDefaults: Map<string, number>
  readonly describedPeople: Map<
    number,
    { readonly version: number; readonly onlineEnd: number; readonly user: TlObject }
  >
}
