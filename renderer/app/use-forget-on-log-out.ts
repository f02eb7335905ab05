import { useEffect, useRef } from 'react'
import { useSessionPart } from '../entities/hooks.ts'
import { forgetAccount } from './forget-account.ts'

/** Forgets an account when another one comes; not when the same one is there again after a restart of the core. */
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
