import type { ChatKind, MemberRole, SeedEntity, SeedMedia, SeedService } from '../world/seed.ts'
import type { Gender, Slots } from './dialogue.ts'
import type { ScenarioTraffic } from './schema.ts'

/**
 * A scenario with everything generated and every time absolute, people and chats still named by keys.
 * Written by the reader of scenario files and by the generators, turned into a seed by `assemble-seed.ts`.
 */
export interface Story {
  readonly name: string
  readonly seed: number
  readonly people: StoryPerson[]
  readonly chats: StoryChat[]
  readonly contacts: (readonly [string, string])[]
  readonly traffic: ScenarioTraffic | undefined
}

export interface StoryPerson {
  readonly key: string
  readonly firstName: string
  readonly lastName?: string | undefined
  readonly username?: string | undefined
  readonly phone?: string | undefined
  readonly code?: string | undefined
  readonly password?: string | undefined
  readonly passwordHint?: string | undefined
  readonly isBot?: boolean | undefined
  readonly isOnline?: boolean | undefined
  /** Unix seconds. */
  readonly lastSeen?: number | undefined
  readonly about?: string | undefined
  readonly staff?: 'manager' | 'duty' | 'task' | undefined
  readonly gender: Gender
  readonly nameInRussian: string
}

export interface StoryChat {
  readonly key: string
  readonly kind: ChatKind
  readonly title: string
  readonly about?: string | undefined
  readonly username?: string | undefined
  /** Unix seconds. */
  readonly createdAt: number
  readonly members: readonly { readonly person: string; readonly role: MemberRole; readonly rank?: string }[]
  readonly isReadOnly?: boolean | undefined
  readonly slowModeSeconds?: number | undefined
  readonly pinnedLine?: string | undefined
  readonly lines: StoryLine[]
  /** By key of the account. */
  readonly views: Map<string, StoryView>
  /** What live traffic needs to know of a customer's chat. */
  readonly customer?: StoryCustomer | undefined
}

export interface StoryLine {
  readonly from: string
  /** Unix seconds. */
  readonly at: number
  /** With markup, unless `isPlain`. */
  readonly text: string
  readonly isPlain?: boolean | undefined
  /** Of a plain text. */
  readonly entities?: readonly SeedEntity[] | undefined
  /** Unique within the chat. */
  readonly key?: string | undefined
  readonly replyTo?: string | undefined
  readonly quote?: string | undefined
  /** Unix seconds. */
  readonly editedAt?: number | undefined
  readonly isSilent?: boolean | undefined
  readonly media?: SeedMedia | undefined
  readonly service?: StoryService | undefined
  readonly isAnonymous?: boolean | undefined
  /** Emoji by the key of who reacts. */
  readonly reactions?: Readonly<Record<string, string>> | undefined
}

export type StoryService =
  | { readonly kind: 'plain'; readonly action: SeedService }
  | { readonly kind: 'added'; readonly people: readonly string[] }
  | { readonly kind: 'removed'; readonly person: string }
  | { readonly kind: 'pinned'; readonly line: string }

export interface StoryView {
  readonly unread?: number | undefined
  readonly isMarkedUnread?: boolean | undefined
  readonly pinOrder?: number | undefined
  readonly isArchived?: boolean | undefined
  readonly isMuted?: boolean | undefined
  readonly draft?: string | undefined
  readonly folders?: readonly string[] | undefined
}

interface StoryCustomer {
  readonly language: 'ru' | 'en'
  readonly people: readonly string[]
  readonly manager: string
  readonly slots: Slots
  /** Unix seconds of the oldest unanswered message. */
  readonly waitingSince: number | undefined
}
