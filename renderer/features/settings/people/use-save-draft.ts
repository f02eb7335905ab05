import { useState } from 'react'
import { saveRules, type SaveProblem } from '../save-rules.ts'
import { discardRulesDraft, rulesDraftStore } from './rules-draft.ts'

export interface DraftSaving {
  readonly save: () => void
  readonly isBusy: boolean
  readonly problem: SaveProblem | undefined
}

/** Saves what is in the draft; a refusal keeps it. */
export function useSaveDraft(): DraftSaving {
  const [isBusy, setIsBusy] = useState(false)
  const [problem, setProblem] = useState<SaveProblem>()
  const save = async (): Promise<void> => {
    const { draft } = rulesDraftStore.getState()
    if (draft === undefined || isBusy) return
    setIsBusy(true)
    const found = await saveRules(draft)
    setIsBusy(false)
    setProblem(found)
    // What was changed meanwhile stays a change.
    if (found === undefined && rulesDraftStore.getState().draft === draft) discardRulesDraft()
  }
  return {
    save: () => {
      void save()
    },
    isBusy,
    problem,
  }
}
