import type { NotificationSettings } from '#shared/domain/notifications/notification-rules.ts'
import type { CoreContext } from '../core-context.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Upgrades } from '../rows/upgrades.ts'

/** What the parts of notifications are given: the core's context, and what they ask of the parts below. */
export interface NotificationContext extends Pick<CoreContext, 'clock' | 'people'> {
  readonly model: Pick<ChatModel, 'findRecord' | 'findView'>
  readonly upgrades: Pick<Upgrades, 'place'>
  readonly readSettings: () => NotificationSettings
  /** True while the core catches up after an absence: the digest tells of the waits that are found meanwhile. */
  readonly isCatchingUp: () => boolean
  /** Nothing is told of hidden chats. */
  readonly isVisible: (chatId: number) => boolean
}
