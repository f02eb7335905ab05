import { closeAlarms } from '../features/alarms/index.ts'
import { forgetSettings } from '../features/settings/index.ts'
import { closeListDialog, moveCursor } from '../shell/list-view.ts'
import { forgetNavigation } from '../shell/navigation.ts'

/** What one account opened, chose and did not save is not the next one's. */
export function forgetAccount(): void {
  forgetNavigation()
  moveCursor(undefined)
  closeListDialog()
  forgetSettings()
  closeAlarms()
}
