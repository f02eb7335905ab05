import type { StoreApi } from 'zustand/vanilla'
import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { ContractCalls } from '#shared/rpc/create-client.ts'
import type { ComposerState } from './composer-state.ts'
import {
  changeDraft,
  type Draft,
  emptyDraft,
  hasUnsavedDraft,
  markDraftLost,
  markDraftSaved,
} from './draft-sync.ts'
import { findRest } from './find-rest.ts'

interface Parts {
  readonly chatId: ChatId
  readonly store: StoreApi<ComposerState>
  readonly calls: Pick<ContractCalls<CoreContract>, 'conversation.setDraft'>
  readonly clock: Clock
}

const draftDelayMs = 400
/** A draft that could not be saved is tried again after this. */
const draftRetryMs = 3000

/** Changes the draft in the store, and saves it with the core when typing pauses. */
export class DraftKeeper {
  readonly #parts: Parts
  #cancelSave: Cancel | undefined
  #isClosed = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Puts the draft into the field, together with `part` of the state. */
  set(local: Draft, part: Partial<ComposerState> = {}): void {
    const { store } = this.#parts
    store.setState({ ...part, sync: changeDraft(store.getState().sync, local) })
    this.#saveAfter(draftDelayMs)
  }

  /** Empties the field; the answer that was set aside for a note comes back into it. */
  empty(part: Partial<ComposerState> = {}): void {
    const { aside } = this.#parts.store.getState()
    this.set(aside?.draft ?? emptyDraft, { ...part, carried: aside?.carried ?? [], aside: undefined })
  }

  /** Takes out what the core accepted, and saves what is left at once. */
  removeSent(sent: Draft, isNote: boolean): void {
    const text = findRest(this.#parts.store.getState().sync.local.text, sent.text, isNote)
    if (text.trim() === '') this.empty({ isBusy: false })
    else this.set({ text }, { isBusy: false, carried: [] })
    this.save()
  }

  /** What is under way goes to another chat, so nothing more of it is saved here. */
  stop(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
  }

  /** Saves now what is not saved yet. */
  save(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    const { chatId, store, calls } = this.#parts
    const { sync } = store.getState()
    if (this.#isClosed || !hasUnsavedDraft(sync)) return
    store.setState({ sync: markDraftSaved(sync) })
    const { text, replyToMessageId } = sync.local
    void calls['conversation.setDraft']({
      chatId,
      text,
      ...(replyToMessageId === undefined ? {} : { replyToMessageId }),
    }).then((result) => {
      if (result.ok) {
        store.setState({ draftProblem: undefined })
        return
      }
      const { code, message } = result.error
      // The connection bar already says that the core is away.
      const draftProblem = code === 'disconnected' ? undefined : { code, message }
      store.setState({ draftProblem, sync: markDraftLost(store.getState().sync, sync.local, sync.saved) })
      if (this.#cancelSave === undefined && !this.#isClosed) this.#saveAfter(draftRetryMs)
    })
  }

  /** Nothing is saved from here on. */
  close(): void {
    this.#isClosed = true
    this.#cancelSave?.()
    this.#cancelSave = undefined
  }

  #saveAfter(delayMs: number): void {
    const { clock } = this.#parts
    this.#cancelSave?.()
    this.#cancelSave = clock.schedule(clock.now() + delayMs, () => {
      this.save()
    })
  }
}
