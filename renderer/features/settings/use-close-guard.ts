import { useState } from 'react'

export interface CloseGuard {
  /** Closes the dialog, or asks first when there are unsaved changes. */
  readonly requestClose: () => void
  readonly isAsking: boolean
  readonly stay: () => void
}

/** Asks before Esc or a click beside the dialog discards changes. */
export function useCloseGuard(isDirty: boolean, close: () => void): CloseGuard {
  const [isAsking, setIsAsking] = useState(false)
  return {
    isAsking: isAsking && isDirty,
    stay: () => {
      setIsAsking(false)
    },
    requestClose: () => {
      if (isDirty) setIsAsking(true)
      else close()
    },
  }
}
