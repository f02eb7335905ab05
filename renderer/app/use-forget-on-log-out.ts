import { useEffect, useRef } from 'react'
import { useSessionPart } from '../entities/hooks.ts'
import { forgetNavigation } from './navigation.ts'

/** Chats that were open belong to whoever was signed in. */
export function useForgetOnLogOut(): void {
  const owner = useSessionPart((session) =>
    session?.me === undefined ? undefined : `${session.workspace} ${session.me.id}`,
  )
  const lastOwner = useRef(owner)
  useEffect(() => {
    if (owner === undefined) return
    if (lastOwner.current !== undefined && lastOwner.current !== owner) forgetNavigation()
    lastOwner.current = owner
  }, [owner])
}
