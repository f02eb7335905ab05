import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { Classification } from '#shared/domain/chat-class/classify-chat.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { Slot } from '#shared/lib/slot.ts'
import type { CoreContext } from '../core-context.ts'
import type { Rows } from '../rows/create-rows.ts'
import { asChatId } from '../telegram/ids.ts'
import { ChatClasses } from './chat-classes.ts'
import { ChatMarksBook, type MarkName } from './chat-marks.ts'
import { ChatReading } from './chat-reading.ts'
import { chooseMarks } from './choose-marks.ts'
import type { ReplyClocks } from './clock-parts.ts'
import { GroupKnowledge } from './group-knowledge.ts'
import { createLocalMarks } from './local-marks.ts'
import { MarkRead } from './mark-read.ts'
import { LiveReplyClocks } from './reply-clocks.ts'
import { Rules } from './rules.ts'
import type { SharedMarks } from './shared-marks.ts'
import { noTeam, type TeamPort } from './team-port.ts'
import { TriageCounts } from './triage-counts.ts'

export interface TriageContext extends CoreContext {
  readonly rows: Rows
}

/** The events between the parts; `create-triage.ts` connects them. */
export interface TriageEvents {
  /** The knowledge of a group's people changed. */
  readonly knowledge: Emitter<[chatId: number]>
  /** Marks of this console changed. */
  readonly marks: Emitter<[chatId: number, names: readonly MarkName[]]>
  /** A chat was classified; `isOther`: its class changed. */
  readonly looked: Emitter<[chatId: number, found: Classification, isOther: boolean]>
  /** The progress of marking chats read. */
  readonly marking: Emitter
}

export interface TriageParts {
  readonly events: TriageEvents
  readonly team: Slot<TeamPort>
  readonly settings: { current: SettingsView }
  readonly counts: TriageCounts
  readonly rules: Rules
  readonly knowledge: GroupKnowledge
  readonly book: ChatMarksBook
  readonly marks: SharedMarks
  readonly classes: ChatClasses
  readonly clocks: ReplyClocks
  readonly reading: ChatReading
  readonly markRead: MarkRead
}

/** Builds the parts of the triage, each from the parts before it. */
export function createTriageParts(context: TriageContext): TriageParts {
  const { clock, people, rows, store } = context
  const events: TriageEvents = {
    knowledge: new Emitter(),
    marks: new Emitter(),
    looked: new Emitter(),
    marking: new Emitter(),
  }
  const team = new Slot<TeamPort>(noTeam)
  const settings = { current: store.readSettings() }
  const counts = new TriageCounts()
  const rules = new Rules({
    store,
    people,
    readTeam: () => team.current.readRules(),
    share: (shared) => team.current.shareRules(shared),
  })
  const knowledge = new GroupKnowledge({
    ...context,
    rules,
    findKind: (chatId) => rows.model.findRecord(chatId)?.kind,
    onChange: (chatId) => events.knowledge.emit(chatId),
  })
  const book = new ChatMarksBook(store, (chatId, names) => events.marks.emit(chatId, names))
  const local = createLocalMarks({ book, readSelfId: () => people.selfId, now: () => clock.now() })
  const marks = chooseMarks(local, () => team.current)
  const classes = createClasses(context, { events, knowledge, marks, rules, team })
  const clocks = createClocks(context, { book, classes, counts, knowledge, marks, rules, settings })
  const reading = new ChatReading({ client: context.client, model: rows.model })
  const markRead = new MarkRead({
    ...context,
    reading,
    idsOf: (list) => rows.places.idsOf(list),
    findRow: (chatId) =>
      rows.ports.visibility.current.isVisible(chatId) ? rows.model.findView(chatId) : undefined,
    onChange: () => events.marking.emit(),
  })
  return { events, team, settings, counts, rules, knowledge, book, marks, classes, clocks, reading, markRead }
}

function createClasses(
  { rows: { model, places } }: TriageContext,
  {
    events,
    knowledge,
    marks,
    rules,
    team,
  }: Pick<TriageParts, 'events' | 'knowledge' | 'marks' | 'rules' | 'team'>,
): ChatClasses {
  return new ChatClasses({
    rules: () => rules.view,
    find: (chatId) => {
      const record = model.findRecord(chatId)
      const view = model.findView(chatId)
      const { kind } = record ?? view ?? {}
      if (kind === undefined) return undefined
      return {
        kind,
        title: record?.title ?? view?.title ?? '',
        folderIds: places.readFolderIds(chatId),
        handClass: marks.handClassOf(chatId),
      }
    },
    chatIds: () => model.chatIds(),
    // The team knows its channel best. A customer's group that was made the channel goes on waiting for an answer.
    knowledgeOf: (chatId, staffIds) =>
      team.current.readChannelMembers(chatId) ?? knowledge.knowledgeOf(chatId, staffIds),
    nameFolder: (folderId) => model.nameFolder(folderId),
    onLooked: (chatId, found, isOther) => events.looked.emit(chatId, found, isOther),
  })
}

function createClocks(
  context: TriageContext,
  {
    book,
    classes,
    counts,
    knowledge,
    marks,
    rules,
    settings,
  }: Pick<TriageParts, 'book' | 'classes' | 'counts' | 'knowledge' | 'marks' | 'rules' | 'settings'>,
): ReplyClocks {
  const { model } = context.rows
  const hasLeft = (chatId: number): boolean =>
    model.findRecord(chatId) !== undefined && context.groups.hasLeft(chatId)
  return new LiveReplyClocks({
    ...context,
    model,
    upgrades: context.rows.upgrades,
    sources: {
      rules: () => rules.view,
      settings: () => settings.current,
      // In a chat that this account has left, answers are not seen, so no clock may run.
      classOf: (chatId) => (hasLeft(chatId) ? 'other' : classes.classOf(chatId)),
      overrideOf: marks.clockOverrideOf,
      noRepliesOf: marks.noRepliesOf,
      sayNoReply: marks.sayNoReply,
      takeBackNoReply: marks.takeBackNoReply,
      countShown: () => counts.read(),
      moveMarks: (from, to) => {
        knowledge.move(from, to)
        book.move(asChatId(from), asChatId(to))
      },
    },
  })
}
