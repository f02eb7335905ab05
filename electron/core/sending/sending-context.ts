import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Conversations } from '../conversation/conversations.ts'
import type { CoreContext } from '../core-context.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import type { IsNote } from '../team/notes/note-guard.ts'

/** What is in the composers, as far as sending reads and changes it. */
export interface ComposerPort {
  readText(chatId: number): string
  /** The text of the composer is a message now. */
  clearSent(chatId: number, text: string): void
}

/** What the parts of sending are given: the core's context, and what they ask of the parts around them. */
export interface SendingContext extends Pick<
  CoreContext,
  'client' | 'clock' | 'isOnline' | 'log' | 'people' | 'store'
> {
  readonly conversations: Pick<Conversations, 'listenToHistory' | 'readWriting' | 'showExtra' | 'dropExtra'>
  readonly drafts: ComposerPort
  readonly model: Pick<ChatModel, 'findRecord'>
  readonly upgrades: Upgrades
  readonly isNote: IsNote
  /** False: a chat is marked as read on request and by answering, but not by looking at it. */
  readonly isViewingReading: () => boolean
  /** TDLib took a text for the chat; `newestId` was the chat's newest message until then. */
  readonly onAnswered: (chatId: ChatId, newestId: number) => void
}
