import type { StoreApi } from 'zustand/vanilla'
import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { joinTexts } from '#shared/lib/join-texts.ts'
import type { Composer } from './composer.ts'
import { type ComposerState, emptyState } from './composer-state.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import type { Draft } from './draft-sync.ts'

interface Parts {
  readonly store: StoreApi<ComposerState>
  readonly drafts: DraftKeeper
}

/** Moves what is under way from a group to the supergroup that it became: the text, what it answers, an edit. */
export function createHandOver({ store, drafts }: Parts): Pick<Composer, 'giveAway' | 'takeOver'> {
  return {
    giveAway: () => {
      const { sync, carried, editing, aside } = store.getState()
      drafts.stop()
      store.setState(emptyState, true)
      return { draft: sync.local, carried, editing, aside }
    },
    takeOver: ({ draft, carried, editing, aside }) => {
      const { sync, ...here } = store.getState()
      const moved = moveDraft(draft)
      const isOther = sync.local.text !== '' && sync.local.text !== moved.text
      const local: Draft = {
        text: joinTexts(moved.text, sync.local.text),
        replyToMessageId: sync.local.replyToMessageId ?? moved.replyToMessageId,
      }
      drafts.set(local, {
        carried: isOther ? [] : carried,
        editing: here.editing ?? (editing && { ...editing, messageId: moveId(editing.messageId) }),
        aside: here.aside ?? (aside && { ...aside, draft: moveDraft(aside.draft) }),
      })
    },
  }
}

const moveId = (id: MessageId): MessageId => toPredecessorId(id) as MessageId

function moveDraft(draft: Draft): Draft {
  const { replyToMessageId: id } = draft
  return id === undefined ? draft : { ...draft, replyToMessageId: moveId(id) }
}
