import type { AuthView, SessionView } from '#shared/contract/entities/session.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Logger } from 'pino'
import type { CoreOptions } from './core-options.ts'
import type { OpenedStore, Store } from './store/store.ts'
import { createViewHub, type ViewHub } from './stream/view-hub.ts'
import { Auth } from './telegram/auth.ts'
import { AutoLogin } from './telegram/auto-login.ts'
import { People } from './telegram/people.ts'
import { hideSecrets } from './telegram/proxy.ts'
import type { TdClient } from './telegram/td-client.ts'
import { TdSession } from './telegram/td-session.ts'
import { createClockCheck } from './session/clock-check.ts'
import { createConversations, type Conversations } from './conversation/conversations.ts'
import { createDrafts, type Drafts } from './sending/drafts.ts'
import { Groups } from './telegram/groups.ts'
import { loadAllLists } from './rows/list-loader.ts'
import { createNotices, type Notices } from './session/notices.ts'
import { createNotifications, type Notifications } from './notifications/notifications.ts'
import { keepOwnId, restoreOwnId } from './session/own-id.ts'
import { createSending, type Sending } from './sending/sending.ts'
import { createSessionState, type SessionState } from './session/session-state.ts'
import { markSignedIn } from './session/signed-in-mark.ts'
import { createNoteGuard } from './team/notes/note-guard.ts'
import { createTeam, type Team } from './team/create-team.ts'
import { keepVisible, type StreamGate } from './team/visibility/gated-stream.ts'
import { createStreamGate } from './team/visibility/stream-gate.ts'
import { createShowAndHide } from './team/visibility/show-and-hide.ts'
import { createTriage, type Triage } from './triage/create-triage.ts'
import { createEventReducer } from './updates.ts'
import { translateUpdate } from './telegram/translate-update.ts'
import { watchStore } from './session/watch-store.ts'

export interface Services {
  readonly hub: ViewHub
  readonly log: Logger
  readonly store: Store
  readonly session: SessionState
  readonly notices: Notices
  readonly auth: Auth
  readonly td: TdSession
  readonly conversations: Conversations
  readonly drafts: Drafts
  readonly sending: Sending
  readonly people: People
  readonly team: Team
  readonly triage: Triage
  /** What windows may have. */
  readonly stream: StreamGate
  readonly notifications: Notifications
  readonly client: () => TdClient | undefined
  readonly isOnline: () => boolean
  readBase(): Iterable<PatchOp>
  publishSettings(): void
  start(): Promise<void>
  close(): Promise<void>
}

/** Builds the services of one profile and ties them together; nothing runs before `start`. */
export function createServices(core: CoreOptions, store: Store, opened: OpenedStore): Services {
  const { clock, log } = core
  const hub = createViewHub({ clock })
  const publish = (ops: readonly PatchOp[]): void => hub.publish(keepVisible(ops, stream))
  const session = createSessionState(firstView(core), publish)
  const notices = createNotices(session)
  const clockCheck = createClockCheck({ clock, notices })
  const people = new People()
  const groups = new Groups()
  const endWithBug = (error: unknown): void => {
    // The host's supervision starts a fresh core; going on with half a state would show wrong things.
    log.fatal({ err: error }, 'a bug ends the core')
    queueMicrotask(() => {
      throw error instanceof Error ? error : new Error(String(error))
    })
  }
  const client = (): TdClient | undefined => td.client
  const isOnline = (): boolean => ['ready', 'updating'].includes(session.view.connection)
  const team: Team = createTeam({
    client,
    clock,
    log,
    store,
    people,
    groups,
    notices,
    chats: () => triage.model,
    readSettings: () => store.readSettings(),
    publish,
    isOnline,
    presetTeam: core.datacenter?.presetTeam,
    onBug: endWithBug,
  })
  const triage: Triage = createTriage({
    client,
    clock,
    log,
    store,
    people,
    groups,
    publish,
    isOnline,
    readDraftText: (chatId) => drafts.readText(chatId),
    onClassChanged: (chatId) => drafts.onClassChanged(chatId),
    alarms: team.alarms,
    marks: team.marks,
    gate: team.gate,
    readTelegramMs: () => team.time.now(),
    onBug: endWithBug,
  })
  const { model } = triage
  const stream = createStreamGate(team, triage)
  const notifications = createNotifications({
    clock,
    people,
    model,
    readSettings: () => triage.settings().notifications,
    isCatchingUp: () => triage.clocks.isCatchingUp(),
    isVisible: team.gate.isVisible,
  })
  team.alarms.onChange((views) => notifications.onAlarms(views))
  team.notes.onMention((view) => {
    if (!notifications.isQuiet()) notifications.tell(view)
  })
  triage.clocks.onChange((chatId) => {
    notifications.onWaitChanged(chatId, triage.clocks.findWait(chatId))
  })
  createShowAndHide({
    gate: team.gate,
    publishAnyway: (ops) => hub.publish(ops),
    publish,
    readRow: (chatId) => model.readRow(chatId),
    onChanged: (chatIds) => {
      notifications.onVisibility(chatIds)
      team.alarms.refresh()
      session.update({ sync: { ...session.view.sync, chatCount: model.chatCount } })
    },
  })
  const presetStaff = core.datacenter?.presetStaff
  if (presetStaff !== undefined) triage.rules.preset(presetStaff)
  const isNote = createNoteGuard((chatId) => {
    const record = model.findRecord(chatId)
    const kind = (record ?? model.findView(chatId))?.kind
    const chatClass = chatId === team.channel.id ? 'team' : triage.classes.find(chatId)?.class
    return kind === undefined || chatClass === undefined ? undefined : { kind, class: chatClass }
  })
  const drafts: Drafts = createDrafts({
    client,
    store,
    model,
    clock,
    isNote,
    onChange: (chatId) => conversations.onChatChanged(chatId),
  })
  const conversations = createConversations({
    client,
    store,
    people,
    groups,
    model,
    drafts,
    clock,
    log,
    publish,
    isOnline,
    readNotes: (chatId) => team.notes.readNotes(chatId),
    isStaff: (userId) => triage.rules.isStaff(userId),
  })
  const sending = createSending({
    client,
    store,
    conversations,
    drafts,
    people,
    model,
    clock,
    log,
    publish,
    isNote,
    isOnline,
    isViewingReading: () => triage.settings().markRead === 'seen',
    onAnswered: (chatId, newestId) => {
      if (triage.settings().markRead === 'manual') void triage.reading.markRead(chatId, newestId)
    },
  })
  const auth: Auth = new Auth({
    clock,
    client,
    show: (view) => {
      session.update({ auth: autoLogin?.covers(view) === true ? { kind: 'starting' } : view })
      onAuth(view)
    },
    onCredentialsRejected: async () => {
      await td.forgetApiCredentials()
      auth.show({ kind: 'wait_api_credentials', isRejected: true })
    },
  })
  const autoLogin: AutoLogin | undefined =
    core.datacenter === undefined ? undefined : new AutoLogin(core.datacenter, auth, log)
  const reduce = createEventReducer({ people, groups, model, conversations, sending, drafts, session })
  const td: TdSession = new TdSession({
    core,
    log,
    onBug: endWithBug,
    onCredentialsMissing: () => {
      auth.show({ kind: 'wait_api_credentials', isRejected: false })
    },
    onUpdate: (update) => {
      if (update._ === 'updateAuthorizationState') auth.follow(update.authorization_state)
      else {
        const event = translateUpdate(update)
        if (event === undefined) team.follow(update)
        else {
          reduce(event)
          keepOwnId(event, store, people)
          clockCheck.follow(event)
          team.follow(update)
          triage.follow(event)
          notifications.follow(event)
        }
      }
    },
    onLoggedOut: () => {
      if (wasReady && !auth.isLogOutAsked) notices.add('logged_out_elsewhere')
      wasReady = false
      forgetAccount()
    },
  })

  let wasReady = false
  const onAuth = (view: AuthView): void => {
    if (view.kind === 'ready') onReady()
    if (view.kind === 'wait_phone' && !wasReady) markSignedIn(core.profileFolder, false)
    autoLogin?.follow(view).catch(endWithBug)
  }
  const onReady = (): void => {
    wasReady = true
    markSignedIn(core.profileFolder, true)
    const mine = td.client
    if (mine === undefined) return
    conversations.onReady()
    sending.onReady().catch(endWithBug)
    team.onReady(mine)
    triage.onReady(mine)
    const isStopped = (): boolean => td.client !== mine
    const findMarked = (): Iterable<number> => [...triage.book.chatIds()]
    const onComplete = (): void => {
      team.onListsLoaded()
      triage.onListsLoaded()
    }
    loadAllLists({ client: mine, model, session, clock, log, findMarked, onComplete, isStopped }).catch(
      endWithBug,
    )
  }
  const forgetAccount = (): void => {
    markSignedIn(core.profileFolder, false)
    conversations.clear()
    sending.clear()
    drafts.clear()
    store.clearAccount()
    // What is taken from windows passes the gate, which has to know until then who looked.
    triage.clear()
    notifications.clear()
    people.clear()
    groups.clear()
    team.clear()
    const { me: _me, ...rest } = session.view
    session.replace({ ...rest, sync: { isComplete: false, chatCount: 0 } })
  }
  return {
    hub,
    log,
    store,
    session,
    notices,
    auth,
    td,
    conversations,
    drafts,
    sending,
    people,
    team,
    triage,
    stream,
    notifications,
    client,
    isOnline,
    *readBase() {
      yield { op: 'session', value: session.view }
      yield { op: 'settings', value: store.readSettings() }
      yield* keepVisible(team.readBase(), stream)
      yield* keepVisible(triage.readBase(), stream)
    },
    publishSettings: () => {
      publish([{ op: 'settings', value: store.readSettings() }])
      triage.onSettings()
    },
    start: async () => {
      restoreOwnId(store, people)
      team.restore()
      triage.restore()
      // Alarms of the last run find their rows only now.
      team.alarms.refresh()
      session.update({ sync: { isComplete: false, chatCount: model.chatCount } })
      watchStore({ store, opened, notices, model, clocks: triage.clocks })
      const proxy = core.datacenter === undefined ? await td.readProxy() : undefined
      if (proxy !== undefined) session.update({ proxy: hideSecrets(proxy) })
      await td.start()
    },
    close: async () => {
      drafts.flush()
      // What stands on screens could be pressed when another account is open.
      notifications.close()
      await td.close()
      team.close()
      triage.close()
      model.flush()
    },
  }
}

function firstView(core: CoreOptions): SessionView {
  return {
    workspace: core.workspace,
    profile: core.profile,
    auth: { kind: 'starting' },
    connection: 'connecting',
    sync: { isComplete: false, chatCount: 0 },
    notices: [],
  }
}
