import type { Failure, Result } from '#shared/lib/result.ts'
import { describeFailure, type Undertaking } from '../lib/failure/describe-failure.ts'
import { showToast } from './toast.tsx'

/** Says in a toast why something was not done. */
export function showFailure(failure: Failure, about: Undertaking): void {
  showToast({ kind: 'problem', text: describeFailure(failure, about) })
}

/** True when it was done; otherwise a toast gives the reason. */
export async function reportFailure(call: Promise<Result<unknown>>, about: Undertaking): Promise<boolean> {
  const result = await call
  if (!result.ok) showFailure(result.error, about)
  return result.ok
}
