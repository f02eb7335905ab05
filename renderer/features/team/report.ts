import type { Result } from '#shared/lib/result.ts'
import { showToast } from '../../ui/toast.tsx'
import { describeTeamProblem } from './describe-team-problem.ts'

/** True when it was done; otherwise the reason stands in a toast. */
export async function report(call: Promise<Result<unknown>>): Promise<boolean> {
  const result = await call
  if (result.ok) return true
  showToast({ kind: 'problem', text: describeTeamProblem(result.error) })
  return false
}
