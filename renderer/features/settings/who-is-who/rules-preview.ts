import { useEffect, useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ClassifiedChat } from '#shared/contract/entities/triage.ts'
import { core, entities } from '../../../entities/core.ts'
import { describeFailure } from '../../../lib/failure/describe-failure.ts'
import { compareClasses, countClasses, type ClassCounts, type ClassRow } from './class-changes.ts'
import { rulesDraftStore } from './rules-draft.ts'

interface PreviewState {
  /** Absent until the core answered once. */
  readonly chats: readonly ClassifiedChat[] | undefined
  readonly isBusy: boolean
  readonly problem: string | undefined
}

const previewStore = createStore<PreviewState>(() => ({
  chats: undefined,
  isBusy: false,
  problem: undefined,
}))
const settleMs = 150
/** Answers to earlier requests are dropped. */
let lastAsked = 0
let timer: ReturnType<typeof setTimeout> | undefined

async function readPreview(): Promise<void> {
  lastAsked += 1
  const asked = lastAsked
  const result = await core.calls['rules.preview'](rulesDraftStore.getState().draft ?? {})
  if (asked !== lastAsked) return
  previewStore.setState(
    result.ok
      ? { chats: result.value.chats, isBusy: false, problem: undefined }
      : { isBusy: false, problem: describeFailure(result.error, 'rules') },
  )
}

/** Asks the core, after a short pause, what the draft would change; several changes in a row ask once. */
export function refreshPreview(): void {
  previewStore.setState({ isBusy: true })
  clearTimeout(timer)
  timer = setTimeout(() => {
    void readPreview()
  }, settleMs)
}

/** Clears the preview when the account is left; an answer under way is dropped. */
export function forgetPreview(): void {
  lastAsked += 1
  previewStore.setState({ chats: undefined, isBusy: false, problem: undefined })
}

/** Keeps the preview in step with the draft and the rules while the component is there. */
export function useKeepPreview(): void {
  useEffect(() => {
    const stopDraft = rulesDraftStore.subscribe(refreshPreview)
    const stopRules = entities.rules.subscribe(refreshPreview)
    // The core learns who is in a group after it has learned of the group.
    const stopTriage = entities.triage.subscribe(({ value }, before) => {
      const counts = value?.counts
      const last = before.value?.counts
      if (counts?.customer !== last?.customer || counts?.team !== last?.team) refreshPreview()
    })
    refreshPreview()
    return () => {
      stopDraft()
      stopRules()
      stopTriage()
      clearTimeout(timer)
    }
  }, [])
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
