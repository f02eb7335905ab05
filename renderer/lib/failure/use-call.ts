import { useRef, useState } from 'react'
import type { Failure, Result } from '#shared/lib/result.ts'
import { describeFailure, type Undertaking } from './describe-failure.ts'

export interface Call {
  /** A call is under way. */
  readonly isBusy: boolean
  /** Why the last attempt failed, in words; undefined while another one runs, and after `forget`. */
  readonly problem: string | undefined
  /** Asks the core; `onDone` hears of a success. While an answer is awaited, asking again does nothing by default. */
  readonly run: <Value>(ask: () => Promise<Result<Value>>, onDone?: (value: Value) => void) => void
  /** Clears the failure, because the input has changed. */
  readonly forget: () => void
}

interface CallOptions {
  /** Reports the failure elsewhere; `problem` then stays undefined. */
  readonly tell?: (failure: Failure, about: Undertaking) => void
  /**
   * Several calls may be under way at once, because each carries a change of its own; the last answer determines the
   * problem.
   */
  readonly canOverlap?: boolean
}

/** One call to the core: whether it is under way, and why it failed. Running it again is the retry. */
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
