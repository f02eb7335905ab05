import { ok } from '#shared/lib/result.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { defaultRules, type RulesView, type WaitInterval } from '#shared/contract/entities/triage.ts'
import type { MessageTail } from '#shared/domain/message-tail/message-tail.ts'
import { applyIntervalsChange, type IntervalsBackup, type IntervalsChange } from './intervals-backup.ts'
import type { MarksKeeper } from './marks-keeper.ts'
import { mergeChatMarks } from './merge-chat-marks.ts'
import type { StoreConnection } from './store-connection.ts'
import type { DurableResult } from './store.ts'
import type { Tables } from './tables.ts'
import type { ChatMarks, StoredGroupMembers, TriageStore } from './triage-store.ts'
import type { WriteBehind } from './write-behind.ts'

/** The triage's part of the store. {@link TriageStore} documents its methods. */
export abstract class SqliteTriageStore implements TriageStore {
  protected readonly connection: StoreConnection
  protected readonly pending: WriteBehind
  protected readonly keeper: MarksKeeper
  protected readonly intervalsBackup: IntervalsBackup

  constructor(parts: {
    readonly connection: StoreConnection
    readonly pending: WriteBehind
    readonly keeper: MarksKeeper
    readonly intervalsBackup: IntervalsBackup
  }) {
    this.connection = parts.connection
    this.pending = parts.pending
    this.keeper = parts.keeper
    this.intervalsBackup = parts.intervalsBackup
  }

  loadTails(): ReadonlyMap<ChatId, MessageTail> {
    this.flushUnlessRetrying()
    return this.connection.read<ReadonlyMap<ChatId, MessageTail>>(new Map(), ({ tails }) => tails.readAll())
  }

  saveTail(chatId: ChatId, tail: MessageTail): void {
    this.pending.setTail(chatId, tail)
  }

  dropTail(chatId: ChatId): void {
    this.pending.setTail(chatId, undefined)
  }

  loadGroupMembers(): ReadonlyMap<ChatId, StoredGroupMembers> {
    this.flushUnlessRetrying()
    return this.connection.read<ReadonlyMap<ChatId, StoredGroupMembers>>(new Map(), ({ groupMembers }) =>
      groupMembers.readAll(),
    )
  }

  saveGroupMembers(chatId: ChatId, members: StoredGroupMembers | undefined): void {
    this.pending.setGroupMembers(chatId, members)
  }

  readChatMarks(): readonly ChatMarks[] {
    return this.connection.read([], ({ chatMarks }) => chatMarks.readAll())
  }

  saveChatMarks(...marks: readonly ChatMarks[]): DurableResult {
    return this.saveMark(({ chatMarks }) => {
      for (const one of marks) chatMarks.save(one)
    })
  }

  moveChatMarks(from: ChatId, to: ChatId): DurableResult {
    if (from === to) return ok()
    return this.saveMark(({ chatMarks }) => {
      const marks = chatMarks.readOne(from)
      if (marks === undefined) return
      chatMarks.save(mergeChatMarks(marks, chatMarks.readOne(to) ?? { chatId: to }))
      chatMarks.drop(from)
    })
  }

  readRules(): RulesView {
    return this.connection.read(defaultRules, ({ marks }) => marks.readRules())
  }

  saveRules(changes: Partial<RulesView>): DurableResult {
    return this.saveMark(({ marks }) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value !== undefined) marks.rules.save(key, JSON.stringify(value))
      }
    })
  }

  saveIntervals(intervals: readonly WaitInterval[]): DurableResult {
    return this.#changeIntervals(intervals.map((interval) => ({ kind: 'save', interval })))
  }

  dropIntervals(waits: readonly Pick<WaitInterval, 'chatId' | 'startMessageId'>[]): DurableResult {
    return this.#changeIntervals(
      waits.map(({ chatId, startMessageId }) => ({ kind: 'drop', chatId, startMessageId })),
    )
  }

  moveIntervals(from: ChatId, to: ChatId): DurableResult {
    return this.#changeIntervals(from === to ? [] : [{ kind: 'move', from, to }])
  }

  readIntervals(chatId: ChatId, limit: number): readonly WaitInterval[] {
    return this.connection.read([], ({ intervals }) => intervals.readOfChat(chatId, limit))
  }

  protected saveMark(apply: (tables: Tables) => void): DurableResult {
    const result = this.connection.writeDurably(apply)
    this.keeper.noteChange()
    return result.ok ? ok() : result
  }

  /** Writes waiting changes before a read, so that the read sees them, except while a full disk refuses writes. */
  protected flushUnlessRetrying(): void {
    if (!this.pending.isRetrying) this.pending.flush()
  }

  #changeIntervals(changes: readonly IntervalsChange[]): DurableResult {
    if (changes.length === 0) return ok()
    const result = this.connection.writeDurably(({ intervals }) => {
      for (const change of changes) applyIntervalsChange(intervals, change)
    })
    if (!result.ok) return result
    this.intervalsBackup.append(changes)
    return ok()
  }
}
