import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import { isNoteText } from '#shared/domain/notes/note-text.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { ContractCalls } from '#shared/rpc/create-client.ts'
import {
  type Caret,
  type ComposerState,
  emptyState,
  type SubmitOutcome,
  type UnderWay,
} from './composer-state.ts'
import { DraftKeeper } from './draft-keeper.ts'
import type { Draft } from './draft-sync.ts'
import { createHandOver } from './hand-over.ts'
import { SendAttempt } from './send-attempt.ts'
import { saveEdit, saveNote, sendText } from './submit.ts'
import type { TextInput } from './text-input.ts'
import { TypingReport } from './typing-report.ts'
import { createChange, createPurposes, createReceive } from './write-text.ts'

export interface Composer {
  readonly store: StoreApi<ComposerState>
  change(input: TextInput): void
  /** Makes the text an answer to this message, or to none. */
  reply(messageId: MessageId | undefined): void
  /**
   * Begins an internal note on this message. An answer that is under way is set aside; a note that is under way is
   * continued.
   */
  note(messageId: MessageId): void
  /** Makes an internal note of what is typed: of an edit one on its message, with the draft set aside. */
  turnIntoNote(): void
  edit(messageId: MessageId, text: FormattedText): void
  stopEditing(): void
  /** The draft as the core knows it now. */
  receive(draft: Draft): void
  submit(): Promise<SubmitOutcome>
  /** Where the caret was when the field was left. */
  caret: Caret | undefined
  /** Gives away what is under way, because the chat is a group that goes on as another one. */
  giveAway(): UnderWay
  /** Takes what was under way in the group that this chat was before. */
  takeOver(underWay: UnderWay): void
  /** Saves the draft at once; called when the chat or the window is left. */
  flush(): void
  /** The account is gone: nothing more is saved, and nothing is left of the text. */
  close(): void
}

export interface ComposerOptions {
  readonly chatId: ChatId
  readonly calls: Pick<
    ContractCalls<CoreContract>,
    'messages.send' | 'messages.edit' | 'conversation.setDraft' | 'conversation.setTyping' | 'note.add'
  >
  readonly clock: Clock
  readonly createSendId: () => string
  /** Whether `!` begins an internal note in this chat now. */
  readonly hasNotes: () => boolean
  /** Whether this account may write in the chat now. What is typed stays when it may not, and is not sent. */
  readonly canWrite: () => boolean
  /** Colleagues whom the text of a note names. */
  readonly findMentionIds: (text: string) => readonly UserId[]
  /** Called when writing an answer begins or ends; colleagues are told of it. */
  readonly onWriting: (isWriting: boolean) => void
}

/** Text under way in one chat: draft, reply, edit and sending. It outlives the view, so switching chats loses nothing. */
export function createComposer(options: ComposerOptions): Composer {
  const { canWrite, chatId, calls, clock, createSendId, findMentionIds, hasNotes, onWriting } = options
  const store = createStore<ComposerState>(() => emptyState)
  const drafts = new DraftKeeper({ chatId, store, calls, clock })
  const attempt = new SendAttempt(createSendId)
  const typing = new TypingReport(clock, () => {
    void calls['conversation.setTyping']({ chatId })
  })

  const isNote = (): boolean => {
    const { editing, sync } = store.getState()
    return editing === undefined && hasNotes() && isNoteText(sync.local.text)
  }
  const clear = (draft: Draft): void => {
    attempt.end()
    drafts.removeSent(draft, hasNotes() && isNoteText(draft.text))
  }
  const endAnswer = (draft: Draft): void => {
    typing.end()
    onWriting(false)
    clear(draft)
  }
  const endEdit = (): void => {
    onWriting(false)
  }

  return {
    store,
    change: createChange({ store, drafts, typing, isAnswer: () => !isNote() && canWrite(), onWriting }),
    ...createPurposes({ store, drafts, isNote, onWriting }),
    receive: createReceive(store),
    caret: undefined,
    ...createHandOver({ store, drafts }),
    submit: () => {
      const { isBusy, editing } = store.getState()
      if (isBusy) return Promise.resolve('nothing')
      if (!canWrite() && !isNote()) {
        store.setState({ problem: { code: 'write_forbidden', message: '' } })
        return Promise.resolve('refused')
      }
      if (editing !== undefined) return saveEdit({ chatId, store, calls, onAccepted: endEdit }, editing)
      return isNote()
        ? saveNote({ chatId, store, calls, attempt, findMentionIds, onAccepted: clear })
        : sendText({ chatId, store, calls, attempt, onAccepted: endAnswer })
    },
    flush: () => {
      drafts.save()
    },
    close: () => {
      drafts.close()
      store.setState({ ...emptyState, aside: undefined, editing: undefined })
    },
  }
}
