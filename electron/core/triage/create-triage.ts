import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { ChatClass, TriageView } from '#shared/contract/entities/triage.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { makeListKey } from '#shared/domain/list-order/list-key.ts'
import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import { asChatId } from '../telegram/ids.ts'
import { onFloodWait } from '../telegram/flood-waits.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import { ChatModel } from '../rows/chat-model.ts'
import type { Groups } from '../telegram/groups.ts'
import type { Alarms } from '../team/alarms/create-alarms.ts'
import type { TeamMarksPart } from '../team/marks/create-marks.ts'
import { readSharedEvents } from '../team/marks/shared-events.ts'
import { describeGrants } from '../team/visibility/grants.ts'
import type { VisibilityGate } from '../team/visibility/visibility-gate.ts'
import { ChatClasses } from './chat-classes.ts'
import { ChatMarksBook } from './chat-marks.ts'
import { createChatReading } from './chat-reading.ts'
import type { ReplyClocks } from './clock-parts.ts'
import { followTeam } from './follow-team.ts'
import { createReplyClocks } from './reply-clocks.ts'
import { createGroupKnowledge, type GroupKnowledge } from './group-knowledge.ts'
import { ListPlaces, type Standing } from '../rows/list-places.ts'
import { MarkRead } from './mark-read.ts'
import type { RowMarks } from '../rows/row-marks.ts'
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
  /** Marks and rules of the team, over those of this console. */
  readonly marks: TeamMarksPart
  readonly gate: VisibilityGate
  /** Telegram's time. */
  readonly readTelegramMs: () => EpochMs
  /** The chat is another's now: a customer's, ours, or nobody's. */
  readonly onClassChanged: (chatId: number) => void
  readonly onBug: (error: unknown) => void
}

export type Triage = ReturnType<typeof createTriage>

const pinsTakenFact = 'pins.adopted'

/** The rows in their order: rules, classes, marks and clocks, tied to the chats. */
export function createTriage(options: TriageOptions) {
  const { client, clock, gate, isOnline, log, marks: team, people, publish, store } = options
  let settings: SettingsView = store.readSettings()
  const counts = new TriageCounts()
  const restoredIds = new Set<number>()
  let areListsLoaded = false
  const rules = new Rules({ store, people, readTeam: team.readRules, share: team.shareRules })

  const knowledge: GroupKnowledge = createGroupKnowledge({
    ...options,
    rules,
    findKind: (chatId) => model.findRecord(chatId)?.kind,
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
  const marks = team.over(book)
  const unfollowTrouble = store.onTrouble((trouble) => {
    // The store tells it in the middle of a write.
    if (trouble === undefined) clock.schedule(clock.now(), () => book.moveAgain())
  })
  const classes = new ChatClasses({
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
    knowledgeOf: (chatId, staffIds) =>
      // Whoever is in the channel is staff, whatever Telegram lets us see of its members.
      gate.isChannel(chatId) ? 'only_staff' : knowledge.knowledgeOf(chatId, staffIds),
    nameFolder: (folderId) => model.nameFolder(folderId),
    onLooked: (chatId, { reason }, isOther) => {
      if (reason === 'every_group' || reason === 'no_rule' || reason === 'only_staff') knowledge.want(chatId)
      gate.recheck([chatId])
      if (!isOther) return
      clocks.onClassChanged(chatId)
      options.onClassChanged(chatId)
      model.touch(chatId)
    },
  })

  const readStanding = (chatId: number): Standing => {
    const wait = clocks.findWait(chatId)
    const own = book.find(chatId)
    const alarm = options.alarms.findOpen(chatId)
    const unalarmed = own?.pinRank === undefined ? 'chats' : 'pinned'
    const section = alarm === undefined ? unalarmed : 'alarm'
    const key = makeListKey({
      sort: settings.listSort,
      section,
      pinRank: own?.pinRank,
      liftDateS: clocks.findLift(chatId)?.liftDateS ?? readLastDateS(chatId),
      wait,
      ...(alarm === undefined
        ? {}
        : { alarm: { raisedAtS: alarm.raised.atS, isTaken: alarm.taken !== undefined } }),
      chatId,
    })
    const ownLists: ListId[] = []
    if (wait !== undefined) ownLists.push('waiting')
    if (own?.star !== undefined) ownLists.push('starred')
    if (classes.classOf(chatId) === 'team' && isListed(chatId)) ownLists.push('team')
    return { key, section, ownLists }
  }
  const readLastDateS = (chatId: number): number =>
    model.findRecord(chatId)?.lastMessage?.dateS ??
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
    const { pinRank, star } = book.find(chatId) ?? {}
    const wait = clocks.findWait(chatId)
    const alarm = options.alarms.readRow(chatId)
    const grants = describeGrants(team.find(chatId), people, options.readTelegramMs() / 1000)
    return {
      class: classes.classOf(chatId),
      isPinned: pinRank !== undefined,
      hasClockOverride: marks.clockOverrideOf(chatId) !== undefined,
      hasHandClass: marks.handClassOf(chatId) !== undefined,
      canTakeBackNoReply: marks.canTakeBackNoReply(chatId) && clocks.isEndedByNoReply(chatId),
      ...(wait === undefined ? {} : { wait }),
      ...(star === undefined ? {} : { star }),
      ...(alarm === undefined ? {} : { alarm }),
      ...(grants.length === 0 ? {} : { grants }),
    }
  }
  const onRow = (chatId: number, view: ChatView | undefined): void => {
    if (view === undefined) {
      clocks.onChatDropped(chatId)
      knowledge.drop(chatId)
      classes.drop(chatId)
    }
    count(chatId, view)
  }
  /** What is not shown is not counted. */
  const count = (chatId: number, view: ChatView | undefined): void => {
    const isCounted = view !== undefined && gate.isVisible(chatId)
    const isChanged = isCounted ? counts.set(view, isListed(chatId)) : counts.drop(chatId)
    if (isChanged) summary.touch()
  }
  const model: ChatModel = new ChatModel({
    ...options,
    places,
    readMarks,
    onRow,
    onFacts: (chatId) => classes.reconsider(chatId),
    isVisible: gate.isVisible,
  })

  const reading = createChatReading({ client, model })
  const markRead = new MarkRead({
    clock,
    isOnline,
    reading,
    idsOf: (list) => places.idsOf(list),
    findRow: (chatId) => (gate.isVisible(chatId) ? model.findView(chatId) : undefined),
    onFloodWait,
    onChange: () => summary.touch(),
  })
  const readView = (): TriageView => ({
    counts: counts.read(),
    ...clocks.readSummary(),
    ...markRead.readView(),
  })
  /** A chat that is new here may be in a folder of customers: that is not known before all lists are loaded. */
  const readGateClass = (chatId: number): ChatClass | undefined => {
    const found = classes.find(chatId)
    const isOpen =
      found?.reason === 'no_rule' &&
      !areListsLoaded &&
      !restoredIds.has(chatId) &&
      rules.view.customers.folderIds.length > 0
    return isOpen ? undefined : found?.class
  }
  const hasLeft = (chatId: number): boolean =>
    model.findRecord(chatId) !== undefined && options.groups.hasLeft(chatId)
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
      overrideOf: marks.clockOverrideOf,
      noRepliesOf: marks.noRepliesOf,
      sayNoReply: marks.sayNoReply,
      takeBackNoReply: marks.takeBackNoReply,
      countShown: () => counts.read(),
      onMigrated: (from, to) => {
        team.upgrades.note(from, to)
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
  gate.connect({ classOf: readGateClass, chatIds: () => model.chatIds() })
  followTeam({ marks: team, gate, rules, classes, clocks, model, count })

  return {
    model,
    rules,
    book,
    marks,
    classes,
    knowledge,
    places,
    clocks,
    reading,
    markRead,
    settings: () => settings,
    /** What carries rules and marks over to a team that begins. */
    listSharedEvents: () => readSharedEvents({ book, rules, clocks }),

    *readBase(): Iterable<PatchOp> {
      yield { op: 'rules', value: rules.view }
      yield { op: 'triage', value: readView() }
      yield* model.readAll()
    },
    /** Takes what the store has and paints it; before the first update. */
    restore: (): void => {
      // The team's are known since its log was restored, which nobody was told of.
      rules.refresh()
      knowledge.restore()
      model.restore()
      for (const chatId of model.chatIds()) {
        restoredIds.add(chatId)
        classes.remember(chatId, model.findView(chatId)?.class ?? 'other')
      }
      clocks.restore()
      model.paint()
    },
    /** Every event of Telegram, after it reached the rows. */
    follow: (event: TelegramEvent): void => {
      if (event.kind === 'user_changed') rules.onUser(event.user.id)
      knowledge.follow(event)
      clocks.follow(event)
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
      areListsLoaded = true
      gate.recheckAll()
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
      areListsLoaded = false
      restoredIds.clear()
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
