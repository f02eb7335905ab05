import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { ChatClass, TriageView } from '#shared/contract/entities/triage.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { BaseSources } from '../stream/snapshot.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { createRowSources } from './row-sources.ts'
import { TriageLife } from './triage-life.ts'
import { createTriageParts, type TriageContext, type TriageParts } from './triage-parts.ts'
import { TriageSummary } from './triage-summary.ts'

/** The parts of the team's agreement that may change. */
export type TeamChange =
  | { readonly kind: 'chats'; readonly chatIds: readonly number[] }
  /** The rules, or who is staff. */
  | { readonly kind: 'rules' }
  | { readonly kind: 'all' }

/** Who waits since when, the class of each chat, and its place. */
export interface Triage extends Omit<TriageParts, 'events' | 'settings'> {
  settings(): SettingsView
  /** The chat's class, as far as it is certain: undefined while the chat may turn out to be a customer's. */
  findKnownClass(chatId: number): ChatClass | undefined
  /** A chat was classified. The result may have changed even if the class is the same. */
  readonly onLooked: Emitter<[chatId: number]>
  /** The chat's class changed: to customer, team or other. */
  readonly onClassChanged: Emitter<[chatId: number]>
  /** Telegram has told of every chat, so classes that depend on folders are known. */
  readonly onListsKnown: Emitter
  /** Updates rows, classes and clocks to what the team agreed on. */
  applyTeam(change: TeamChange): void
  /** The chat was shown or hidden: hidden chats are not counted. */
  recount(chatId: number): void
  /** What the rows and their order give to the snapshot of a window. */
  readonly sources: Pick<BaseSources, 'rules' | 'triage' | 'folders' | 'chats' | 'lists'>
  /** Loads what the store has and paints it. Called before the first update. */
  restore(): void
  /** Receives every Telegram event, after the rows. */
  follow(event: TelegramEvent): void
  onReady(): void
  /** Called when TDLib has told of every chat. */
  onListsLoaded(): void
  onSettings(): void
  /** Called when the account is gone and the store has forgotten it. */
  clear(): void
  close(): void
}

/** The order of the rows: rules, classes, marks and clocks, tied to the chats. */
export function createTriage(context: TriageContext): Triage {
  const { rows } = context
  const parts = createTriageParts(context)
  const { classes, clocks, counts, markRead, rules, settings } = parts
  const { model } = rows
  const sources = createRowSources({
    ...parts,
    rows,
    readTeam: () => parts.team.current,
    readSettings: () => settings.current,
  })
  rows.ports.marks.plug(sources)
  rows.ports.standing.plug(sources)
  const readView = (): TriageView => ({
    counts: counts.read(),
    ...clocks.readSummary(),
    ...markRead.readView(),
  })
  const summary = new TriageSummary({ ...context, read: readView })
  const count = (chatId: number, view: ChatView | undefined): void => {
    const isCounted = view !== undefined && rows.ports.visibility.current.isVisible(chatId)
    const isChanged = isCounted ? counts.set(view, sources.isListed(chatId)) : counts.drop(chatId)
    if (isChanged) summary.touch()
  }
  const told: Pick<Triage, 'onClassChanged' | 'onLooked'> = {
    onLooked: new Emitter(),
    onClassChanged: new Emitter(),
  }
  tieParts(context, parts, told)
  tieRows(context, parts, count)
  clocks.onSummaryChange(() => summary.touch())
  parts.events.marking.on(() => summary.touch())
  const life = new TriageLife(context, parts)

  return {
    ...parts,
    ...told,
    onListsKnown: life.onListsKnown,
    settings: () => settings.current,
    findKnownClass: (chatId) => {
      const found = classes.find(chatId)
      return found?.reason === 'no_rule' && life.isOpen(chatId) ? undefined : found?.class
    },
    applyTeam: (change) => applyTeam(parts, model, change),
    recount: (chatId) => count(chatId, model.findView(chatId)),

    sources: { ...model.sources, rules: () => rules.view, triage: () => readView() },
    restore: () => life.restore(),
    follow: (event) => life.follow(event),
    onReady: () => clocks.onReady(),
    onListsLoaded: () => life.onListsLoaded(),
    onSettings: () => takeSettings(context, parts),
    clear: () => life.clear(),
    close: () => life.close(),
  }
}

function takeSettings({ rows, store }: TriageContext, { clocks, settings }: TriageParts): void {
  const before = settings.current
  const next = store.readSettings()
  settings.current = next
  const isSame = before.dampingMin === next.dampingMin && before.ownMessageLifts === next.ownMessageLifts
  if (!isSame) clocks.onSettingsChanged()
  if (!isSame || before.listSort !== next.listSort) rows.model.placeAll()
}

function tieRows(
  { rows }: TriageContext,
  { classes, clocks, knowledge }: TriageParts,
  count: (chatId: number, view: ChatView | undefined) => void,
): void {
  rows.onRow.on((chatId, view) => {
    if (view === undefined) {
      clocks.onChatDropped(chatId)
      knowledge.drop(chatId)
      classes.drop(chatId)
    }
    count(chatId, view)
  })
}

/** Connects the parts: what each part does when another part emits an event. */
function tieParts(
  { publish, rows }: TriageContext,
  { classes, clocks, events, knowledge, rules }: TriageParts,
  told: Pick<Triage, 'onClassChanged' | 'onLooked'>,
): void {
  const { model } = rows
  events.knowledge.on((chatId) => {
    clocks.onClassChanged(chatId)
    classes.reconsider(chatId)
  })
  events.marks.on((chatId, names) => {
    if (names.includes('handClass')) classes.reconsider(chatId)
    if (names.includes('clockOverride')) clocks.onOverrideChanged(chatId)
    model.touch(chatId)
  })
  events.looked.on((chatId, { reason }, isOther) => {
    if (reason === 'every_group' || reason === 'no_rule' || reason === 'only_staff') knowledge.want(chatId)
    told.onLooked.emit(chatId)
    if (!isOther) return
    clocks.onClassChanged(chatId)
    told.onClassChanged.emit(chatId)
    model.touch(chatId)
  })
  clocks.onChange((chatId) => model.touch(chatId))
  rows.onFacts.on((chatId) => classes.reconsider(chatId))
  rows.onMembership.on((chatId, list) => {
    if (list.startsWith('folder:')) classes.reconsider(chatId)
    model.touch(chatId)
  })
  rules.onChange((hasMeaning) => {
    publish([{ op: 'rules', value: rules.view }])
    if (!hasMeaning) return
    clocks.onRulesChanged()
    classes.reconsiderAll()
  })
}

function applyTeam(
  { classes, clocks, rules }: TriageParts,
  model: TriageContext['rows']['model'],
  change: TeamChange,
): void {
  rules.refresh()
  if (change.kind === 'rules') return
  for (const chatId of change.kind === 'all' ? [...model.chatIds()] : change.chatIds) {
    classes.reconsider(chatId)
    // A wait that a colleague ended stops at once.
    if (change.kind === 'chats') clocks.onNoReplyChanged(chatId)
    else clocks.onOverrideChanged(chatId)
    model.touch(chatId)
  }
}
