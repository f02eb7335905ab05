import { closeSettings } from '../../shell/settings-view.ts'
import { discardRulesDraft } from './who-is-who/rules-draft.ts'
import { forgetPreview } from './who-is-who/rules-preview.ts'

/** What one account changed and did not save, and what was tried out on its chats. */
export function forgetSettings(): void {
  closeSettings()
  discardRulesDraft()
  forgetPreview()
}
