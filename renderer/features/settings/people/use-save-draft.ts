import { core } from '../../../entities/core.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { discardRulesDraft, rulesDraftStore } from './rules-draft.ts'

export interface DraftSaving {
  readonly save: () => void
  readonly isBusy: boolean
  readonly problem: string | undefined
}

/** Saves what is in the draft; a refusal keeps it. */
export function useSaveDraft(): DraftSaving {
  const { isBusy, problem, run } = useCall('rules')
  const save = (): void => {
    const { draft } = rulesDraftStore.getState()
    if (draft === undefined) return
    run(
      () => core.calls['rules.set'](draft),
      () => {
        // What was changed meanwhile stays a change.
        if (rulesDraftStore.getState().draft === draft) discardRulesDraft()
      },
    )
  }
  return { save, isBusy, problem }
}
