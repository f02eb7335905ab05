import type { EventId, NoteView } from '#shared/contract/entities/team.ts'
import type { NotificationView } from '#shared/contract/entities/triage.ts'
import type { TeamChange } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { Result } from '#shared/lib/result.ts'
import { cutText } from '../../telegram/cut-text.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { PostErrorCode, TeamLog, Roster } from '../team-ports.ts'
import { addNote, type NewNote, removeNote } from './note-actions.ts'
import { NoteMentions } from './note-mentions.ts'
import { NoteSources } from './note-sources.ts'
import { OwnNotes } from './own-notes.ts'

/** Length of the part of a note that a system notification shows. */
const previewLength = 200

export interface NotesParts {
  readonly context: Pick<TeamContext, 'chats' | 'people' | 'publish' | 'readSettings' | 'store'>
  readonly teamLog: TeamLog
  readonly roster: Roster
  readonly time: TelegramTime
  readonly upgrades: Pick<Upgrades, 'findPredecessor' | 'findSuccessor' | 'onNote'>
}

/** Internal notes: what the team says about a chat among itself. They go to the team's log, and nowhere else. */
export class TeamNotes {
  readonly #parts: NotesParts
  readonly #own: OwnNotes
  readonly #mentions: NoteMentions
  readonly #sources: NoteSources
  readonly #mentioned = new Emitter<[view: NotificationView]>()
  /** Chats that a window has had open since the start, with the people whom their notes name. */
  readonly #shown = new Map<number, ReadonlySet<number>>()

  constructor(parts: NotesParts) {
    const { context, teamLog, roster, upgrades } = parts
    this.#parts = parts
    this.#own = new OwnNotes(context.store)
    this.#mentions = new NoteMentions(context.store)
    this.#sources = new NoteSources({ ...parts, own: this.#own })
    teamLog.onChange((changes) => this.#onTeamLogChange(changes))
    teamLog.onRefused((id) => {
      const note = this.#own.find(id)
      if (note !== undefined) this.#publish(this.#sources.findPresent(note.chatId))
    })
    roster.onChange(() => this.#publishAll())
    upgrades.onNote((_fromChatId, toChatId) => this.#publish(toChatId))
  }

  /** The listener is told when a note names the user; of each note once, over restarts. */
  onMention(listener: (view: NotificationView) => void): Cancel {
    return this.#mentioned.on(listener)
  }

  /** All notes of a chat that a window has open; from then on the window is told of changes. */
  readNotes(chatId: number): NoteView[] {
    const sources = this.#sources.list(chatId)
    const userIds = sources.flatMap(({ note }) => [note.written.byUserId, ...note.mentionIds])
    this.#shown.set(chatId, new Set(userIds))
    return this.#sources.view(chatId, sources)
  }

  /** Adds a note, once per id. It is on disk when this answers, even if the team's log refuses it later. */
  add(note: NewNote): Result<undefined, PostErrorCode | 'chat_not_found'> {
    return addNote({ ...this.#parts, own: this.#own, sources: this.#sources }, note, this.#nowS())
  }

  remove(chatId: number, noteId: EventId): Result<undefined, PostErrorCode | 'note_not_found'> {
    const parts = { ...this.#parts, own: this.#own, sources: this.#sources }
    return removeNote(parts, { chatId, noteId }, (shownId) => this.#publish(shownId))
  }

  /** Takes what the store has, after the team's log did. Is called before the first event. */
  restore(): void {
    this.#own.restore()
    this.#mentions.restore()
    this.#dropArrived()
  }

  /**
   * Takes every event of Telegram, after people did: Telegram may tell of a name after the team's log named the
   * person.
   */
  follow(event: TelegramEvent): void {
    if (event.kind !== 'user_changed') return
    for (const [chatId, userIds] of this.#shown) if (userIds.has(event.user.id)) this.#publish(chatId)
  }

  /** The account is gone, and the store has forgotten it. */
  clear(): void {
    this.#own.clear()
    this.#mentions.clear()
    this.#shown.clear()
  }

  #onTeamLogChange(changes: readonly TeamChange[]): void {
    const { teamLog } = this.#parts
    const chatIds = new Set<number>()
    let isAll = false
    for (const change of changes) {
      if (change.kind === 'notes') chatIds.add(change.chatId)
      else if (change.kind === 'everything') isAll = true
    }
    if (!isAll && chatIds.size === 0) return
    this.#dropArrived()
    if (isAll) this.#publishAll()
    else for (const chatId of chatIds) this.#publish(this.#sources.findPresent(chatId))
    for (const chatId of isAll ? teamLog.state.notes.keys() : chatIds) this.#tellMentions(chatId)
  }

  /** Drops own notes that the team's log has now; those that it refused are kept here. */
  #dropArrived(): void {
    const { notes } = this.#parts.teamLog.state
    const arrived = [...this.#own.all()].filter(({ chatId, id }) => {
      const note = notes.get(chatId)?.get(id)
      return note !== undefined && note.written.isPending !== true
    })
    this.#own.drop(arrived.map(({ id }) => id))
  }

  #tellMentions(chatId: number): void {
    const { context, teamLog, roster } = this.#parts
    const { selfId } = roster
    const notes = teamLog.state.notes.get(chatId)
    if (selfId === undefined || notes === undefined) return
    const last = this.#mentions.take(notes.values(), selfId, this.#nowS()).at(-1)
    const view = this.#sources.findChat(this.#sources.findPresent(chatId))
    const { isOn, hasSound, messages } = context.readSettings().notifications
    if (last === undefined || view === undefined || !isOn || messages === 'none') return
    this.#mentioned.emit({
      chatId: view.id,
      kind: 'note_mention',
      title: view.title,
      author: context.people.nameUser(last.written.byUserId),
      preview: { kind: 'text', text: cutText(last.text, previewLength) },
      count: 1,
      isSilent: !hasSound,
      canReply: false,
    })
  }

  #publish(chatId: number): void {
    if (!this.#shown.has(chatId)) return
    this.#parts.context.publish([{ op: 'notes', chatId: asChatId(chatId), value: this.readNotes(chatId) }])
  }

  #publishAll(): void {
    for (const chatId of this.#shown.keys()) this.#publish(chatId)
  }

  #nowS(): number {
    return Math.floor(this.#parts.time.now() / 1000)
  }
}
