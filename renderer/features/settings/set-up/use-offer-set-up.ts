import { useEffect } from 'react'
import { useStore } from 'zustand'
import { entities } from '../../../entities/core.ts'
import { useSessionPart } from '../../../entities/hooks.ts'
import { hasOpenPopup } from '../../../lib/hotkeys/use-shortcut.ts'
import { openSetUp, settingsViewStore } from '../../../shell/settings-view.ts'

const lookAgainMs = 1000
/** Accounts that were offered the set-up since this window was loaded. */
const offeredTo = new Set<number>()

/** Opens the set-up for an account that has none: once, when its chats are loaded and it interrupts nothing. */
export function useOfferSetUp(): void {
  const owner = useSessionPart((session) =>
    session?.auth.kind === 'ready' && session.sync.isComplete ? session.me?.id : undefined,
  )
  const isWanted = useStore(entities.rules, ({ value }) => value?.isSetUp === false)
  useEffect(() => {
    if (owner === undefined || !isWanted || offeredTo.has(owner)) return
    const offer = (): void => {
      if (hasOpenPopup() || isTyping() || settingsViewStore.getState().dialog !== 'none') return
      offeredTo.add(owner)
      clearInterval(timer)
      openSetUp()
    }
    const timer = setInterval(offer, lookAgainMs)
    return () => {
      clearInterval(timer)
    }
  }, [owner, isWanted])
}

/** Text that is being typed must not end up in a dialog. */
function isTyping(): boolean {
  return document.activeElement?.matches('input, textarea, [contenteditable]') === true
}
