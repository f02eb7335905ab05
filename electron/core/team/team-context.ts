import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { CoreContext } from '../core-context.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Notices } from '../session/notices.ts'

/** What every part of the team is given. */
export interface TeamContext extends CoreContext {
  readonly notices: Notices
  readonly chats: ChatModel
  readonly readSettings: () => SettingsView
  /** Chat id of the channel with which a demo's profile begins. */
  readonly presetTeam: number | undefined
}
