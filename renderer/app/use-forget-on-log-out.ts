import { useEffect } from 'react'
import { useSessionPart } from '../entities/hooks.ts'
import { forgetNavigation } from './navigation.ts'

/** Chats that were open belong to whoever was signed in. */
export function useForgetOnLogOut(): void {
  const meId = useSessionPart((session) => session?.me?.id)
  const workspace = useSessionPart((session) => session?.workspace)
  useEffect(
    () => () => {
      if (meId !== undefined) forgetNavigation()
    },
    [meId, workspace],
  )
}
