import { useRef, useState } from 'react'
import type { Failure, Result } from '#shared/lib/result.ts'
import { describeFailure, type Undertaking } from './describe-failure.ts'

export interface Call {
  /** It was asked and not answered yet. */
  readonly isBusy: boolean
  /** Why the last attempt failed, in words; undefined while another one runs, and after `forget`. */
  readonly problem: string | undefined
  /** Asks the core; `onDone` hears of a success. While an answer is awaited, asking again does nothing by default. */
  readonly run: <Value>(ask: () => Promise<Result<Value>>, onDone?: (value: Value) => void) => void
  /** The failure is no longer said: what failed was changed since. */
  readonly forget: () => void
}

interface CallOptions {
  /** Says the failure in another place; `problem` stays undefined then. */
  readonly tell?: (failure: Failure, about: Undertaking) => void
  /** Each press is another change that counts: several may be under way, and the last answer is the one that is said. */
  readonly canOverlap?: boolean
}

/** One thing that is asked of the core: whether it is under way, and why it failed. Asking again is the retry. */
export function useCall(about: Undertaking, { tell, canOverlap = false }: CallOptions = {}): Call {
  const isRunning = useRef(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const finish = <Value>(result: Result<Value>, onDone?: (value: Value) => void): void => {
    isRunning.current = false
    setIsBusy(false)
    if (result.ok) onDone?.(result.value)
    else if (tell === undefined) setFailure(result.error)
    else tell(result.error, about)
  }
  return {
    isBusy,
    problem: failure === undefined ? undefined : describeFailure(failure, about),
    run: (ask, onDone) => {
      if (isRunning.current && !canOverlap) return
      isRunning.current = true
      setIsBusy(true)
      setFailure(undefined)
      void ask().then((result) => {
        finish(result, onDone)
      })
    },
    forget: () => {
      setFailure(undefined)
    },
  }
}
