import { closeAlarms } from '../features/alarms/alarms-view.ts'
import { closeListDialog, moveCursor } from '../features/chat-list/list-view.ts'
import { discardRulesDraft } from '../features/settings/people/rules-draft.ts'
import { forgetPreview } from '../features/settings/people/rules-preview.ts'
import { closeSettings } from '../features/settings/settings-view.ts'
import { forgetNavigation } from './navigation.ts'

/** What one account opened, chose and did not save is not the next one's. */
export function forgetAccount(): void {
  forgetNavigation()
  moveCursor(undefined)
  closeListDialog()
  closeSettings()
  closeAlarms()
  discardRulesDraft()
  forgetPreview()
}
