import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { TriageView } from '#shared/contract/entities/triage.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { makeListKey } from '#shared/domain/list-order/list-key.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type * as Td from 'tdlib-types'
import type { Store } from '../../store/store.ts'
import { asChatId } from '../../telegram/ids.ts'
import { onFloodWait } from '../../telegram/flood-waits.ts'
import type { People } from '../../telegram/people.ts'
import type { TdClient } from '../../telegram/td-client.ts'
import { ChatModel } from '../chat-model.ts'
import { kindOfChat } from '../chat-record.ts'
import type { Groups } from '../groups.ts'
import type { Alarms } from '../team/alarms/create-alarms.ts'
import { ChatClasses } from './chat-classes.ts'
import { ChatMarksBook } from './chat-marks.ts'
import { createChatReading } from './chat-reading.ts'
import type { ReplyClocks } from './clock-parts.ts'
import { createReplyClocks } from './reply-clocks.ts'
import { createGroupKnowledge, type GroupKnowledge } from './group-knowledge.ts'
import { ListPlaces, type Standing } from './list-places.ts'
import { MarkRead } from './mark-read.ts'
import type { RowMarks } from './row-marks.ts'
import { Rules } from './rules.ts'
import { TriageCounts } from './triage-counts.ts'
import { TriageSummary } from './triage-summary.ts'

export interface TriageOptions {
  readonly client: () => TdClient | undefined
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  readonly people: People
  readonly groups: Groups
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly isOnline: () => boolean
  readonly readDraftText: (chatId: number) => string
  /** The team's open alarms by chat. */
  readonly alarms: Pick<Alarms, 'findOpen' | 'readRow'>
  readonly onBug: (error: unknown) => void
}

export type Triage = ReturnType<typeof createTriage>

const pinsTakenFact = 'pins.adopted'

/** The rows in their order: rules, classes, marks and clocks, tied to the chats. */
export function createTriage(options: TriageOptions) {
  const { client, clock, isOnline, log, people, publish, store } = options
  let settings: SettingsView = store.readSettings()
  const counts = new TriageCounts()
  const rules = new Rules({ store, people })

  const knowledge: GroupKnowledge = createGroupKnowledge({
    ...options,
    rules,
    findType: (chatId) => model.findRecord(chatId)?.type,
    onChange: (chatId) => {
      clocks.onClassChanged(chatId)
      classes.reconsider(chatId)
    },
  })
  const book = new ChatMarksBook(store, (chatId, names) => {
    if (names.includes('handClass')) classes.reconsider(chatId)
    if (names.includes('clockOverride')) clocks.onOverrideChanged(chatId)
    model.touch(chatId)
  })
  const unfollowTrouble = store.onTrouble((trouble) => {
    // The store tells it in the middle of a write.
    if (trouble === undefined) clock.schedule(clock.now(), () => book.moveAgain())
  })
  const classes = new ChatClasses({
    rules: () => rules.view,
    find: (chatId) => {
      const record = model.findRecord(chatId)
      const view = model.findView(chatId)
      const kind = record === undefined ? view?.kind : kindOfChat(record.type)
      if (kind === undefined) return undefined
      return {
        kind,
        title: record?.title ?? view?.title ?? '',
        folderIds: places.readFolderIds(chatId),
        handClass: book.find(chatId)?.handClass,
      }
    },
    chatIds: () => model.chatIds(),
    knowledgeOf: (chatId, staffIds) => knowledge.knowledgeOf(chatId, staffIds),
    nameFolder: (folderId) => model.nameFolder(folderId),
    onLooked: (chatId, { reason }, isOther) => {
      if (reason === 'every_group' || reason === 'no_rule' || reason === 'only_staff') knowledge.want(chatId)
      if (!isOther) return
      clocks.onClassChanged(chatId)
      model.touch(chatId)
    },
  })

  const readStanding = (chatId: number): Standing => {
    const wait = clocks.findWait(chatId)
    const marks = book.find(chatId)
    const alarm = options.alarms.findOpen(chatId)
    const unalarmed = marks?.pinRank === undefined ? 'chats' : 'pinned'
    const section = alarm === undefined ? unalarmed : 'alarm'
    const key = makeListKey({
      sort: settings.listSort,
      section,
      pinRank: marks?.pinRank,
      liftDateS: clocks.findLift(chatId)?.liftDateS ?? readLastDateS(chatId),
      wait,
      ...(alarm === undefined
        ? {}
        : { alarm: { raisedAtS: alarm.raised.atS, isTaken: alarm.taken !== undefined } }),
      chatId,
    })
    const ownLists: ListId[] = []
    if (wait !== undefined) ownLists.push('waiting')
    if (marks?.star !== undefined) ownLists.push('starred')
    if (classes.classOf(chatId) === 'team' && isListed(chatId)) ownLists.push('team')
    return { key, section, ownLists }
  }
  const readLastDateS = (chatId: number): number =>
    model.findRecord(chatId)?.lastMessage?.date ??
    places.readOrderDateS(chatId) ??
    model.findView(chatId)?.lastMessage?.dateS ??
    0
  const isListed = (chatId: number): boolean => places.has('main', chatId) || places.has('archive', chatId)
  const places: ListPlaces = new ListPlaces({
    store,
    publish,
    readStanding,
    onMembership: (chatId, list) => {
      if (list.startsWith('folder:')) classes.reconsider(chatId)
      model.touch(chatId)
    },
  })
  const readMarks = (chatId: number): RowMarks => {
    const marks = book.find(chatId)
    const wait = clocks.findWait(chatId)
    const alarm = options.alarms.readRow(chatId)
    const star = marks?.star
    return {
      class: classes.classOf(chatId),
      isPinned: marks?.pinRank !== undefined,
      hasClockOverride: marks?.clockOverride !== undefined,
      hasHandClass: marks?.handClass !== undefined,
      canTakeBackNoReply: marks?.noReply !== undefined && clocks.isEndedByNoReply(chatId),
      ...(wait === undefined ? {} : { wait }),
      ...(star === undefined ? {} : { star }),
      ...(alarm === undefined ? {} : { alarm }),
    }
  }
  const onRow = (chatId: number, view: ChatView | undefined): void => {
    if (view === undefined) {
      clocks.onChatDropped(chatId)
      knowledge.drop(chatId)
      classes.drop(chatId)
    }
    const isChanged = view === undefined ? counts.drop(chatId) : counts.set(view, isListed(chatId))
    if (isChanged) summary.touch()
  }
  const model: ChatModel = new ChatModel({
    ...options,
    places,
    readMarks,
    onRow,
    onFacts: (chatId) => classes.reconsider(chatId),
  })

  const reading = createChatReading({ client, model })
  const markRead = new MarkRead({
    clock,
    isOnline,
    reading,
    idsOf: (list) => places.idsOf(list),
    findRow: (chatId) => model.findView(chatId),
    onFloodWait,
    onChange: () => summary.touch(),
  })
  const readView = (): TriageView => ({
    counts: counts.read(),
    ...clocks.readSummary(),
    ...markRead.readView(),
  })
  const hasLeft = (chatId: number): boolean => {
    const type = model.findRecord(chatId)?.type
    return type !== undefined && options.groups.hasLeft(type)
  }
  const summary = new TriageSummary({ clock, publish, read: readView })
  const clocks: ReplyClocks = createReplyClocks({
    clock,
    log,
    store,
    people,
    model,
    client,
    onBug: options.onBug,
    sources: {
      rules: () => rules.view,
      settings: () => settings,
      // Where nobody tells us of answers any more, no clock may run.
      classOf: (chatId) => (hasLeft(chatId) ? 'other' : classes.classOf(chatId)),
      overrideOf: (chatId) => book.find(chatId)?.clockOverride,
      noReplyOf: (chatId) => book.find(chatId)?.noReply,
      saveNoReply: (chatId, mark) => book.setNoReply(asChatId(chatId), mark),
      unreadChatCount: () => counts.read().unread,
      onMigrated: (from, to) => {
        knowledge.move(from, to)
        book.move(asChatId(from), asChatId(to))
        places.replace(from)
      },
    },
  })
  clocks.onChange((chatId) => model.touch(chatId))
  clocks.onSummaryChange(() => summary.touch())
  rules.onChange((hasMeaning) => {
    publish([{ op: 'rules', value: rules.view }])
    if (!hasMeaning) return
    clocks.onRulesChanged()
    classes.reconsiderAll()
  })

  return {
    model,
    rules,
    book,
    classes,
    knowledge,
    places,
    clocks,
    reading,
    markRead,
    settings: () => settings,

    *readBase(): Iterable<PatchOp> {
      yield { op: 'rules', value: rules.view }
      yield { op: 'triage', value: readView() }
      yield* model.readAll()
    },
    /** Takes what the store has and paints it; before the first update. */
    restore: (): void => {
      knowledge.restore()
      model.restore()
      for (const chatId of model.chatIds()) {
        classes.remember(chatId, model.findView(chatId)?.class ?? 'other')
      }
      clocks.restore()
      model.paint()
    },
    /** Every update of TDLib, after it reached the rows. */
    follow: (update: Td.Update): void => {
      if (update._ === 'updateUser') rules.onUser(update.user.id)
      knowledge.follow(update)
      clocks.follow(update)
    },
    onReady: (td: TdClient): void => {
      clocks.onReady(td)
    },
    /** TDLib has told of every chat. */
    onListsLoaded: (): void => {
      if (store.readFact(pinsTakenFact) === undefined) {
        const taken = places.readTelegramPins('main').map((chatId) => book.setPinned(asChatId(chatId), true))
        if (taken.every((one) => one.ok)) store.saveFact(pinsTakenFact, true)
        model.flush()
      }
      knowledge.start()
      clocks.onListsLoaded()
    },
    onSettings: (): void => {
      const before = settings
      settings = store.readSettings()
      const { dampingMin, listSort, ownMessageLifts } = settings
      const isSame = before.dampingMin === dampingMin && before.ownMessageLifts === ownMessageLifts
      if (!isSame) clocks.onSettingsChanged()
      if (!isSame || before.listSort !== listSort) model.placeAll()
    },
    /** The account is gone, and the store has forgotten it. */
    clear: (): void => {
      knowledge.clear()
      markRead.clear()
      clocks.clear()
      book.reload()
      model.clear()
      classes.clear()
      rules.reload()
    },
    close: (): void => {
      unfollowTrouble()
      knowledge.close()
      markRead.close()
      clocks.close()
    },
  }
}
