import { useMemo, useState } from 'react'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { placeNotes } from '#shared/domain/notes/place-notes.ts'
import { entities } from '../../../entities/core.ts'
import { useNotes } from '../../../entities/hooks.ts'

/** Notes of a row: those that stand above the first message, and those behind this one. */
export interface RowNotes {
  readonly above: readonly NoteView[]
  readonly below: readonly NoteView[]
}

type Placed = ReadonlyMap<MessageId, RowNotes>

const nothing: Placed = new Map()
const none: readonly NoteView[] = []

/** Which notes stand at which of the loaded messages; what is the same as before stays the same object. */
export function usePlacedNotes(
  chatId: ChatId,
  ids: readonly MessageId[],
  { hasNewer, hasOlder }: Pick<ConversationView, 'hasNewer' | 'hasOlder'>,
): Placed {
  const notes = useNotes(chatId)
  const [keep] = useState(createKeeper)
  return useMemo(() => {
    const placed = notes.length === 0 ? nothing : place(chatId, ids, notes, { hasNewer, hasOlder })
    return keep(placed)
  }, [chatId, ids, keep, notes, hasNewer, hasOlder])
}

function place(
  chatId: ChatId,
  ids: readonly MessageId[],
  notes: readonly NoteView[],
  stretch: { readonly hasNewer: boolean; readonly hasOlder: boolean },
): Placed {
  const byId = entities.messages.getState().byId.get(chatId)?.byId
  const messages = ids.flatMap((id) => byId?.get(id) ?? [])
  const byIndex = placeNotes(messages, notes, stretch)
  const placed = new Map<MessageId, RowNotes>()
  for (const [index, there] of byIndex) {
    const message = messages[Math.max(index, 0)]
    if (message === undefined) continue
    const { above, below } = placed.get(message.id) ?? { above: none, below: none }
    placed.set(message.id, index < 0 ? { above: there, below } : { above, below: there })
  }
  return placed
}

/** Returns the objects of the previous result wherever they are still equal. */
function createKeeper(): (placed: Placed) => Placed {
  let last = nothing
  return (placed) => {
    last = keepSame(last, placed)
    return last
  }
}

function keepSame(before: Placed, after: Placed): Placed {
  const kept = new Map<MessageId, RowNotes>()
  let isSame = before.size === after.size
  for (const [id, notes] of after) {
    const old = before.get(id)
    const isOld = old !== undefined && areSame(old.above, notes.above) && areSame(old.below, notes.below)
    kept.set(id, isOld ? old : notes)
    if (!isOld) isSame = false
  }
  return isSame ? before : kept
}

function areSame(a: readonly NoteView[], b: readonly NoteView[]): boolean {
  return a.length === b.length && a.every((note, index) => note === b[index])
}
