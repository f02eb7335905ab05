import type { TeamContext } from '../team-context.ts'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { hasSharedMessageIds } from '#shared/domain/notes/note-scope.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamLog, Roster } from '../team-ports.ts'
import { type NoteSource, viewNotes } from './note-views.ts'
import type { OwnNotes } from './own-notes.ts'

export interface NoteSourcesParts {
  readonly context: Pick<TeamContext, 'people'> & {
    readonly chats: Pick<TeamContext['chats'], 'findView'>
  }
  readonly teamLog: Pick<TeamLog, 'state'>
  readonly roster: Pick<Roster, 'myRole' | 'selfId'>
  readonly upgrades: Pick<Upgrades, 'findPredecessor' | 'findSuccessor'>
  readonly own: Pick<OwnNotes, 'all' | 'find'>
}

/** The notes of a chat, wherever they are: in the team's log, on their way, or refused and kept here. */
export class NoteSources {
  readonly #parts: NoteSourcesParts

  constructor(parts: NoteSourcesParts) {
    this.#parts = parts
  }

  findChat(chatId: number): ChatView | undefined {
    return this.#parts.context.chats.findView(chatId)
  }

  /** The chat in which notes about this one are shown now. */
  findPresent(chatId: number): number {
    return this.#parts.upgrades.findSuccessor(chatId) ?? chatId
  }

  find(chatId: number, noteId: string): NoteSource | undefined {
    return this.list(this.findPresent(chatId)).find(({ note }) => note.id === noteId)
  }

  /**
   * All notes about a chat that the team's log and this console have, in order; also those from before its upgrade.
   */
  list(chatId: number): readonly NoteSource[] {
    const { teamLog, own, roster, upgrades } = this.#parts
    const before = upgrades.findPredecessor(chatId)
    const chatIds = before === undefined ? [chatId] : [before, chatId]
    const inTeamLog = chatIds.flatMap((id) => [...(teamLog.state.notes.get(id)?.values() ?? [])])
    const ids = new Set(inTeamLog.map(({ id }) => id))
    const sources: NoteSource[] = inTeamLog.map((note) => {
      // A note that waits to be sent has no date of Telegram's yet; it keeps the date of its writing.
      const atS = note.written.isPending === true ? own.find(note.id)?.atS : undefined
      return {
        note: atS === undefined ? note : { ...note, written: { ...note.written, atS } },
        isFailed: false,
      }
    })
    for (const { atS, ...note } of own.all()) {
      if (!chatIds.includes(note.chatId) || ids.has(note.id)) continue
      sources.push({ note: { ...note, written: { byUserId: roster.selfId ?? 0, atS } }, isFailed: true })
    }
    return sources
  }

  view(chatId: number, sources: readonly NoteSource[]): NoteView[] {
    const { context, roster } = this.#parts
    const kind = this.findChat(chatId)?.kind
    return viewNotes(sources, {
      chatId,
      hasMessageIds: kind !== undefined && hasSharedMessageIds(kind),
      selfId: roster.selfId,
      myRole: roster.myRole,
      name: (userId) => context.people.nameUser(userId),
    })
  }
}
