import type { TeamContext } from '../team-context.ts'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { hasSharedMessageIds } from '#shared/domain/notes/note-scope.ts'
import type { Upgrades } from '../marks/upgrades.ts'
import type { TeamLog, TeamPeople } from '../team-ports.ts'
import { type NoteSource, viewNotes } from './note-views.ts'
import type { OwnNotes } from './own-notes.ts'

export interface NoteSourcesParts {
  readonly context: Pick<TeamContext, 'people'> & {
    readonly chats: Pick<TeamContext['chats'], 'findView'>
  }
  readonly log: Pick<TeamLog, 'state'>
  readonly people: Pick<TeamPeople, 'myRole' | 'selfId'>
  readonly upgrades: Pick<Upgrades, 'findPredecessor' | 'findSuccessor'>
  readonly own: Pick<OwnNotes, 'all' | 'find'>
}

/** The notes of a chat, wherever they stand: in the log, on their way, or refused and kept here. */
export class NoteSources {
  readonly #parts: NoteSourcesParts

  constructor(parts: NoteSourcesParts) {
    this.#parts = parts
  }

  findChat(chatId: number): ChatView | undefined {
    return this.#parts.context.chats.findView(chatId)
  }

  /** The chat that something about this one is shown in. */
  findPresent(chatId: number): number {
    return this.#parts.upgrades.findSuccessor(chatId) ?? chatId
  }

  find(chatId: number, noteId: string): NoteSource | undefined {
    return this.list(this.findPresent(chatId)).find(({ note }) => note.id === noteId)
  }

  /** What the log and this console have about a chat, in its order; with what was said of it before it was upgraded. */
  list(chatId: number): readonly NoteSource[] {
    const { log, own, people, upgrades } = this.#parts
    const before = upgrades.findPredecessor(chatId)
    const chatIds = before === undefined ? [chatId] : [before, chatId]
    const inLog = chatIds.flatMap((id) => [...(log.state.notes.get(id)?.values() ?? [])])
    const ids = new Set(inLog.map(({ id }) => id))
    const sources: NoteSource[] = inLog.map((note) => {
      // What waits has no date of Telegram's yet; it keeps that of its writing.
      const atS = note.written.isPending === true ? own.find(note.id)?.atS : undefined
      return {
        note: atS === undefined ? note : { ...note, written: { ...note.written, atS } },
        isFailed: false,
      }
    })
    for (const { atS, ...note } of own.all()) {
      if (!chatIds.includes(note.chatId) || ids.has(note.id)) continue
      sources.push({ note: { ...note, written: { byUserId: people.selfId ?? 0, atS } }, isFailed: true })
    }
    return sources
  }

  view(chatId: number, sources: readonly NoteSource[]): NoteView[] {
    const { context, people } = this.#parts
    const kind = this.findChat(chatId)?.kind
    return viewNotes(sources, {
      chatId,
      hasMessageIds: kind !== undefined && hasSharedMessageIds(kind),
      selfId: people.selfId,
      myRole: people.myRole,
      name: (userId) => context.people.nameUser(userId),
    })
  }
}
