import { core } from '../../../entities/core.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { discardRulesDraft, rulesDraftStore } from './rules-draft.ts'

export interface DraftSaving {
  readonly save: () => void
  readonly isBusy: boolean
  readonly problem: string | undefined
}

/** Saves the draft; it is kept when saving fails. */
export function useSaveDraft(): DraftSaving {
  const { isBusy, problem, run } = useCall('rules')
  const save = (): void => {
    const { draft } = rulesDraftStore.getState()
    if (draft === undefined) return
    run(
      () => core.calls['rules.set'](draft),
      () => {
        // Changes made since then stay in the draft.
        if (rulesDraftStore.getState().draft === draft) discardRulesDraft()
      },
    )
  }
  return { save, isBusy, problem }
}
