import { closeAlarms } from '../features/alarms/index.ts'
import { forgetSettings } from '../features/settings/index.ts'
import { onAccountEnd } from '../shell/account-end.ts'
import { closeListDialog, moveCursor } from '../shell/list-view.ts'
import { forgetNavigation } from '../shell/navigation.ts'

/** Clears what one account opened, chose or left unsaved, so that the next account does not see it. */
export function forgetAccount(): void {
  onAccountEnd.emit()
  forgetNavigation()
  moveCursor(undefined)
  closeListDialog()
  forgetSettings()
  closeAlarms()
}
