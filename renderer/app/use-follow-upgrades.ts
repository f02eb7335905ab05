import { useEffect } from 'react'
import { replaceCursor } from '../shell/list-view.ts'
import { replaceInNavigation } from '../shell/navigation.ts'
import { followUpgrades } from '../shell/upgrades.ts'

/** A window that shows a group is at its new chat as soon as the group goes on there. */
export function useFollowUpgrades(): void {
  useEffect(
    () =>
      followUpgrades((from, to) => {
        replaceInNavigation(from, to)
        replaceCursor(from, to)
      }),
    [],
  )
}
