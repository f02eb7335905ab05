import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '#shared/lib/result.ts'
import { describeAuthProblem } from './auth-problem.ts'

interface AuthCall {
  readonly isBusy: boolean
  /** What went wrong last, in words; undefined after a change or a success. */
  readonly problem: string | undefined
  readonly run: (call: () => Promise<Result<undefined>>) => Promise<boolean>
  readonly forget: () => void
}

/** One step's call: busy while it runs, its refusal in words. */
export function useAuthCall(): AuthCall {
  const { t } = useTranslation('sign-in')
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  return {
    isBusy,
    problem,
    run: async (call) => {
      setIsBusy(true)
      setProblem(undefined)
      const result = await call()
      setIsBusy(false)
      if (!result.ok) setProblem(describeAuthProblem(t, result.error))
      return result.ok
    },
    forget: () => {
      setProblem(undefined)
    },
  }
}
