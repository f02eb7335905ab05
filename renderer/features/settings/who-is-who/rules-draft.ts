import { useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { defaultRules, type RulesView } from '#shared/contract/entities/triage.ts'
import { entities } from '../../../entities/core.ts'
import { useRules } from '../../../entities/hooks.ts'

/** The parts of the rules that say who is who. */
export type WhoIsWho = Pick<RulesView, 'staff' | 'anonymousAdmins' | 'customers'>
const parts = ['staff', 'anonymousAdmins', 'customers'] as const

/** What was changed and is not saved yet; absent: nothing. Closing a dialog does not lose it by itself. */
export const rulesDraftStore = createStore<{ readonly draft: Partial<WhoIsWho> | undefined }>(() => ({
  draft: undefined,
}))

/** Changes parts of the draft; a part that equals the saved rules is removed from it. */
export function changeRulesDraft(change: Partial<WhoIsWho>): void {
  const saved = entities.rules.getState().value ?? defaultRules
  const next = { ...rulesDraftStore.getState().draft, ...change }
  const kept = parts.filter(
    (part) => next[part] !== undefined && JSON.stringify(next[part]) !== JSON.stringify(saved[part]),
  )
  rulesDraftStore.setState({
    draft: kept.length === 0 ? undefined : Object.fromEntries(kept.map((part) => [part, next[part]])),
  })
}

export function discardRulesDraft(): void {
  rulesDraftStore.setState({ draft: undefined })
}

/** The rules with the draft applied. */
export function useWhoIsWho(): WhoIsWho {
  const rules = useRules()
  const draft = useStore(rulesDraftStore, (state) => state.draft)
  return useMemo(() => ({ ...rules, ...draft }), [rules, draft])
}
