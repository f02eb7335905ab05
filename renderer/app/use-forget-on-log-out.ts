import { useEffect, useRef } from 'react'
import { useSessionPart } from '../entities/hooks.ts'
import { forgetAccount } from './forget-account.ts'

/** Clears the data of an account when another account signs in, but not when the core restarts with the same account. */
export function useForgetOnLogOut(): void {
  const owner = useSessionPart((session) =>
    session?.me === undefined ? undefined : `${session.workspace} ${session.me.id}`,
  )
  const lastOwner = useRef(owner)
  useEffect(() => {
    if (owner === undefined) return
    if (lastOwner.current !== undefined && lastOwner.current !== owner) forgetAccount()
    lastOwner.current = owner
  }, [owner])
}
