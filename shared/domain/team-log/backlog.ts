import type { TeamEvent } from './events.ts'
import { makeDeed } from './apply-event.ts'
import type { Authority } from './authority.ts'
import type { TeamLogItem, Standing } from './log-item.ts'
import { PartAssembler } from './part-assembler.ts'
import type { Alarm, Deed, Note, TeamChange } from './team-state.ts'

interface Past {
  readonly alarms: ReadonlyMap<string, Alarm>
  readonly notes: ReadonlyMap<number, ReadonlyMap<string, Note>>
  readonly changes: readonly TeamChange[]
}

/**
 * Notes and alarms from before the snapshot that a state began with, while the history is still being read back. Of
 * the rights at that time only the roles are known: the fold from the genesis decides in the end.
 */
export class Backlog {
  readonly #authority: Authority
  readonly #standing: Standing
  readonly #notes = new Map<number, Map<string, Note>>()
  readonly #alarms = new Map<string, Alarm>()
  /** Removals of notes that were not read yet: a removal is newer than its note, and so it is read first. */
  readonly #removals = new Map<string, Set<number>>()
  readonly #deeds = new Map<string, { taken?: Deed; done?: Deed }>()

  constructor(authority: Authority, standing: Standing) {
    this.#authority = authority
    this.#standing = standing
  }

  get alarms(): ReadonlyMap<string, Alarm> {
    return this.#alarms
  }

  get notes(): ReadonlyMap<number, ReadonlyMap<string, Note>> {
    return this.#notes
  }

  /** Adds items. Gives the notes of chats that changed, all notes of each, and all alarms if one was added. */
  add(items: readonly TeamLogItem[], isManager: (userId: number) => boolean): Past {
    const events = [...readEvents(items)].filter(({ item }) => this.#hadRole(item))
    for (const { event, item } of events) this.#rememberDeed(event, item)
    const chatIds = new Set<number>()
    const alarmIds: string[] = []
    for (const { event, item } of events) {
      if (event.type === 'note' && this.#addNote(event, item, isManager)) chatIds.add(event.chat)
      if (event.type === 'alarm_raised' && this.#addAlarm(event, item)) alarmIds.push(event.id)
    }
    this.#sort(chatIds, alarmIds)
    return {
      alarms: alarmIds.length > 0 ? this.#alarms : new Map(),
      notes: new Map([...chatIds].map((chatId) => [chatId, this.#notes.get(chatId) ?? new Map()])),
      changes: [
        ...[...chatIds].map((chatId): TeamChange => ({ kind: 'notes', chatId })),
        ...alarmIds.map((alarmId): TeamChange => ({ kind: 'alarm', alarmId })),
      ],
    }
  }

  /** A note was removed in the part of the log that is folded. */
  noteRemoved(chatId: number, noteId: string, authorId: number): void {
    this.#notes.get(chatId)?.delete(noteId)
    this.#rememberRemoval(noteId, authorId)
  }

  #hadRole({ authorId, messageId }: TeamLogItem): boolean {
    return authorId === this.#standing.ownerId || this.#authority.rolesAt(messageId).has(authorId)
  }

  #rememberDeed(event: TeamEvent, item: TeamLogItem): void {
    if (event.type === 'note_removed') this.#rememberRemoval(event.note, item.authorId)
    if (event.type !== 'alarm_taken' && event.type !== 'alarm_done') return
    const deeds = this.#deeds.get(event.alarm) ?? {}
    // Of several takings the last one counts, of several ends the first.
    if (event.type === 'alarm_taken') deeds.taken ??= makeDeed(item)
    else deeds.done = makeDeed(item)
    this.#deeds.set(event.alarm, deeds)
  }

  #rememberRemoval(noteId: string, authorId: number): void {
    const authors = this.#removals.get(noteId) ?? new Set()
    authors.add(authorId)
    this.#removals.set(noteId, authors)
  }

  #addNote(
    event: Extract<TeamEvent, { type: 'note' }>,
    item: TeamLogItem,
    isManager: (userId: number) => boolean,
  ): boolean {
    const removers = [...(this.#removals.get(event.id) ?? [])]
    if (removers.some((userId) => userId === item.authorId || isManager(userId))) return false
    const own = this.#notes.get(event.chat) ?? new Map<string, Note>()
    this.#notes.set(event.chat, own)
    own.set(event.id, {
      id: event.id,
      chatId: event.chat,
      ...(event.message === undefined ? {} : { messageId: event.message }),
      text: event.text,
      mentionIds: event.mentions,
      written: makeDeed(item),
    })
    return true
  }

  /** Alarms that are still open came with the snapshot. */
  #addAlarm(event: Extract<TeamEvent, { type: 'alarm_raised' }>, item: TeamLogItem): boolean {
    const { done, taken } = this.#deeds.get(event.id) ?? {}
    if (done === undefined) return false
    this.#alarms.set(event.id, {
      id: event.id,
      chatId: event.chat,
      title: event.title,
      ...(event.note === undefined ? {} : { note: event.note }),
      raised: makeDeed(item),
      ...(taken === undefined ? {} : { taken }),
      done,
    })
    return true
  }

  #sort(chatIds: ReadonlySet<number>, alarmIds: readonly string[]): void {
    for (const chatId of chatIds) {
      const sorted = [...(this.#notes.get(chatId) ?? [])].sort(
        ([, a], [, b]) => a.written.atS - b.written.atS,
      )
      this.#notes.set(chatId, new Map(sorted))
    }
    if (alarmIds.length === 0) return
    const sorted = [...this.#alarms].sort(([, a], [, b]) => a.raised.atS - b.raised.atS)
    this.#alarms.clear()
    for (const [id, alarm] of sorted) this.#alarms.set(id, alarm)
  }
}

/** Reads the events, the newest first. */
function* readEvents(
  items: readonly TeamLogItem[],
): Generator<{ readonly event: TeamEvent; readonly item: TeamLogItem }> {
  const assembler = new PartAssembler()
  const whole: TeamLogItem[] = []
  for (const one of [...items].sort((a, b) => a.messageId - b.messageId)) {
    const assembled = assembler.push(one)
    if (assembled.kind === 'item') whole.push(assembled.item)
  }
  for (const item of whole.reverse()) {
    if (item.flaw === undefined && item.content.kind === 'event') yield { event: item.content.event, item }
  }
}
