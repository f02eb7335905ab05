import { useCallback, useEffect, useRef, useState } from 'react'
import type { Result } from '#shared/lib/result.ts'
import { describeFailure, type FailureView, type Undertaking } from './describe-failure.ts'

export interface Answer<Value> {
  /** Undefined until the core has answered the present question. */
  readonly value: Value | undefined
  /** Why it could not be read, in words. */
  readonly problem: string | undefined
  /** Asks again. */
  readonly retry: () => void
}

interface Told<Value> {
  readonly ask: Ask<Value>
  readonly value?: Value
  readonly failure?: FailureView
}

type Ask<Value> = () => Promise<Result<Value>>

/**
 * What the core answers while the component is there. `ask` is kept between renders (`useCallback`, or a function of
 * the module) and names the question: another one is asked anew, and late answers to the one before are left out.
 * Undefined: nothing is asked.
 */
export function useAnswer<Value>(about: Undertaking, ask: Ask<Value> | undefined): Answer<Value> {
  const [told, setTold] = useState<Told<Value>>()
  const latest = useRef(ask)
  const read = useCallback(() => {
    void ask?.().then((result) => {
      if (latest.current === ask)
        setTold(result.ok ? { ask, value: result.value } : { ask, failure: result.error })
    })
  }, [ask])
  useEffect(() => {
    latest.current = ask
    read()
  }, [ask, read])
  const current = told?.ask === ask ? told : undefined
  return {
    value: current?.value,
    problem: current?.failure === undefined ? undefined : describeFailure(current.failure, about),
    retry: () => {
      setTold(undefined)
      read()
    },
  }
}
