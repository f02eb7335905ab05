import { useState } from 'react'

export interface CloseGuard {
  /** Closes, or asks first when something would be lost. */
  readonly requestClose: () => void
  readonly isAsking: boolean
  readonly stay: () => void
}

/** Esc and a press beside a dialog lose nothing that was changed in it: they ask. */
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
