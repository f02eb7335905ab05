import { useEffect, useRef } from 'react'
import type { SessionView } from '#shared/contract/entities/session.ts'
import { useSessionPart } from '../entities/hooks.ts'
import { forgetAccount } from './forget-account.ts'

/**
 * Clears the data of an account when another account signs in, or when nobody is signed in and nothing is kept, but
 * not when the core restarts with the same account.
 */
export function useForgetOnLogOut(): void {
  const owner = useSessionPart(nameOwner)
  const lastOwner = useRef(owner)
  useEffect(() => {
    if (owner === undefined) return
    if (lastOwner.current !== undefined && lastOwner.current !== owner) forgetAccount()
    lastOwner.current = owner
  }, [owner])
}

/** Undefined while it is not known whose turn it is. */
function nameOwner(session: SessionView | undefined): string | undefined {
  if (session === undefined) return undefined
  const { auth, isAccountKept, me, workspace } = session
  if (me !== undefined) return `${workspace} ${me.id}`
  const isAsked = auth.kind === 'wait_phone' || auth.kind === 'wait_qr'
  return isAsked && isAccountKept !== true ? 'nobody' : undefined
}
