import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { Team } from '../create-team.ts'

type NoteMethod = Extract<keyof CoreContract, `note.${string}`>

/** Internal notes; the same for every window. */
export function createNoteHandlers({
  team: { notes },
}: {
  readonly team: Pick<Team, 'notes'>
}): Pick<Handlers<CoreContract>, NoteMethod> {
  return {
    'note.add': (input) => notes.add(input),
    'note.remove': ({ chatId, noteId }) => notes.remove(chatId, noteId),
  }
}
