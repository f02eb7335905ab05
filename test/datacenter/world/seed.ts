/**
 * What a data centre starts with: plain data, times absolute, ids chosen by whoever writes the seed, so that the same
 * seed always gives the same world. Scenario files are turned into this; the world never sees a scenario.
 *
 * [Note: message numbers] Messages of one chat are counted 1, 2, 3 … in the order of `Seed.messages`, service messages
 * included. In supergroups and channels the number is the message id on the wire; in private chats and basic groups every
 * user has ids of their own, as in Telegram, and the number is what seeds and the control API speak of.
 */
export interface Seed {
  readonly name: string
  readonly people: readonly SeedPerson[]
  readonly chats: readonly SeedChat[]
  /** In the order of time; ids are given out in this order. */
  readonly messages: readonly SeedMessage[]
  /** What differs from a quiet, fully read chat, per account. */
  readonly views?: readonly SeedView[]
  readonly folders?: readonly SeedFolder[]
  /** The group that the company's consoles use as their team channel. */
  readonly teamChatId?: number
  /** Pairs that have each other in their contacts; both directions. */
  readonly contacts?: readonly (readonly [userId: number, userId: number])[]
}

export interface SeedPerson {
  /** The user id on the wire: 1 … 2^40. */
  readonly id: number
  readonly firstName: string
  readonly lastName?: string
  readonly username?: string
  /** Digits only. Who has none (customers, bots) cannot log in. */
  readonly phone?: string
  /** The login code; 12345 by default. */
  readonly code?: string
  /** Two-step password. */
  readonly password?: string
  readonly passwordHint?: string
  readonly isBot?: boolean
  /** False: nobody may put this person into groups. */
  readonly canBeAdded?: boolean
  readonly isOnline?: boolean
  /** Unix seconds. */
  readonly lastSeen?: number
  readonly about?: string
  /** What this person does for the company; whoever starts a console can ask for it. */
  readonly staff?: StaffKind
}

export type StaffKind = 'manager' | 'duty' | 'task'

export type ChatKind = 'private' | 'basicGroup' | 'supergroup' | 'channel'

export type MemberRole = 'creator' | 'administrator' | 'member' | 'restricted'

export interface SeedMember {
  readonly userId: number
  readonly role?: MemberRole
  /** An administrator who writes as the group itself. */
  readonly isAnonymous?: boolean
  /** Custom title of an administrator. */
  readonly rank?: string
  /** Unix seconds; the chat's date by default. */
  readonly joinedAt?: number
}

export interface SeedChat {
  /**
   * Unique among all chats of the seed. It is the `chat_id` or `channel_id` on the wire (TDLib: -id for basic groups,
   * -1000000000000-id for supergroups and channels); a private chat's id is only a name for it here.
   */
  readonly id: number
  readonly kind: ChatKind
  /** Empty for private chats. */
  readonly title: string
  /** Exactly two for a private chat (or one: saved messages). */
  readonly members: readonly SeedMember[]
  /** Unix seconds of creation. */
  readonly date: number
  readonly about?: string
  readonly username?: string
  readonly slowModeSeconds?: number
  /** Ordinary members may not write. */
  readonly isReadOnly?: boolean
  /** Newcomers see nothing older than their joining. */
  readonly isHistoryHidden?: boolean
  /** Of a channel: its discussion group, where its posts are repeated. */
  readonly linkedChatId?: number
  /** Number of the pinned message. */
  readonly pinnedMessage?: number
}

export type SeedEntityKind =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'code'
  | 'pre'
  | 'blockquote'
  | 'expandableBlockquote'
  | 'textUrl'
  | 'url'
  | 'email'
  | 'phone'
  | 'mention'
  | 'mentionName'
  | 'hashtag'
  | 'cashtag'
  | 'botCommand'
  | 'bankCard'
  | 'customEmoji'

/** A stretch of text, counted in UTF-16 code units. */
export interface SeedEntity {
  readonly kind: SeedEntityKind
  readonly offset: number
  readonly length: number
  /** `textUrl` */
  readonly url?: string
  /** `mentionName` */
  readonly userId?: number
  /** `pre` */
  readonly language?: string
  /** `customEmoji`, decimal */
  readonly documentId?: string
}

export interface SeedReply {
  /** Number of the message of the same chat that is answered. */
  readonly message: number
  /** Quoted part of its text. */
  readonly quote?: string
}

/** Content beside text; described well enough to be shown as a labelled line, there is no file behind it. */
export type SeedMedia =
  | { readonly kind: 'photo'; readonly width?: number; readonly height?: number }
  | {
      readonly kind: 'document'
      readonly fileName: string
      readonly mimeType?: string
      readonly sizeBytes?: number
    }
  | {
      readonly kind: 'video'
      readonly durationSeconds: number
      readonly width?: number
      readonly height?: number
    }
  | {
      readonly kind: 'audio'
      readonly durationSeconds: number
      readonly title?: string
      readonly performer?: string
    }
  | { readonly kind: 'voice'; readonly durationSeconds: number }
  | { readonly kind: 'sticker'; readonly emoji: string }
  | {
      readonly kind: 'contact'
      readonly phone: string
      readonly firstName: string
      readonly lastName?: string
    }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'poll'; readonly question: string; readonly options: readonly string[] }
  | { readonly kind: 'dice'; readonly emoji: string; readonly value: number }

export type SeedService =
  | { readonly kind: 'chatCreate'; readonly title: string; readonly userIds: readonly number[] }
  | { readonly kind: 'channelCreate'; readonly title: string }
  | { readonly kind: 'addUsers'; readonly userIds: readonly number[] }
  | { readonly kind: 'joinedByLink' }
  | { readonly kind: 'removeUser'; readonly userId: number }
  | { readonly kind: 'editTitle'; readonly title: string }
  | { readonly kind: 'pin'; readonly message: number }
  | { readonly kind: 'migrateTo'; readonly chatId: number }
  | { readonly kind: 'migrateFrom'; readonly chatId: number; readonly title: string }
  | { readonly kind: 'contactSignUp' }

export interface SeedMessage {
  readonly chatId: number
  readonly fromId: number
  /** Unix seconds. */
  readonly date: number
  readonly text: string
  readonly entities?: readonly SeedEntity[]
  readonly replyTo?: SeedReply
  readonly media?: SeedMedia
  /** A service message; `text` is empty then. */
  readonly service?: SeedService
  /** Unix seconds of the last edit. */
  readonly editDate?: number
  readonly isSilent?: boolean
  /** Written by an administrator in the name of the group. */
  readonly isAnonymous?: boolean
  readonly reactions?: readonly SeedReaction[]
}

export interface SeedReaction {
  readonly userId: number
  readonly emoji: string
  /** Unix seconds. */
  readonly date: number
}

/** How one account sees one chat. A member without a view has read everything. */
export interface SeedView {
  readonly userId: number
  readonly chatId: number
  /** How many of the chat's messages this account has read (the number of the last one); all by default. */
  readonly readMessages?: number
  /** Place among the pinned chats, 0 is the top one; absent: not pinned. */
  readonly pinOrder?: number
  readonly isArchived?: boolean
  /** Unix seconds; 2147483647 is for ever. */
  readonly mutedUntil?: number
  readonly isMarkedUnread?: boolean
  readonly draft?: { readonly text: string; readonly date: number }
}

/** A chat folder (Telegram: dialog filter) of one account. */
export interface SeedFolder {
  readonly userId: number
  /** 2 … 255, unique per account. */
  readonly id: number
  readonly title: string
  readonly emoticon?: string
  readonly chatIds: readonly number[]
}
