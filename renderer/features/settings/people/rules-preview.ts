import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ClassifiedChat } from '#shared/contract/entities/triage.ts'
import { core, entities } from '../../../entities/core.ts'
import { useRules } from '../../../entities/hooks.ts'
import { describeSaveProblem } from '../save-rules.ts'
import { compareClasses, countClasses, type ClassCounts, type ClassRow } from './class-changes.ts'
import { rulesDraftStore } from './rules-draft.ts'

interface PreviewState {
  /** Absent until the core answered once. */
  readonly chats: readonly ClassifiedChat[] | undefined
  readonly isBusy: boolean
  readonly problem: string | undefined
  /** Counts up when something outside of the rules changed what they make of a chat. */
  readonly round: number
}

const empty: PreviewState = { chats: undefined, isBusy: false, problem: undefined, round: 0 }
const previewStore = createStore<PreviewState>(() => empty)
const settleMs = 150

/** Asks again: a class was set by hand. */
export function refreshPreview(): void {
  previewStore.setState(({ round }) => ({ round: round + 1 }))
}

/** Keeps the preview in step with the draft while the component is there. */
export function useKeepPreview(): void {
  const rules = useRules()
  const draft = useStore(rulesDraftStore, (state) => state.draft)
  const round = useStore(previewStore, (state) => state.round)
  useEffect(() => {
    let isCurrent = true
    const read = async (): Promise<void> => {
      const result = await core.calls['rules.preview'](draft ?? {})
      if (!isCurrent) return
      previewStore.setState(
        result.ok
          ? { chats: result.value.chats, isBusy: false, problem: undefined }
          : { isBusy: false, problem: describeSaveProblem(result.error.code) },
      )
    }
    previewStore.setState({ isBusy: true })
    const timer = setTimeout(() => {
      void read()
    }, settleMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [rules, draft, round])
}

export interface Preview {
  readonly rows: readonly ClassRow[] | undefined
  readonly counts: ClassCounts
  readonly isBusy: boolean
  readonly problem: string | undefined
}

/** What the draft would make of every chat, compared with how it is now. */
export function usePreview(): Preview {
  const { chats, isBusy, problem } = useStore(previewStore)
  const rows = useMemo(
    () =>
      chats === undefined
        ? undefined
        : compareClasses(chats, (chatId) => entities.chats.getState().byId.get(chatId)?.class),
    [chats],
  )
  const counts = useMemo(() => countClasses(rows ?? []), [rows])
  return { rows, counts, isBusy, problem }
}
