import type { PatchOp } from '#shared/contract/patches.ts'
import { createConversations, type Conversations } from '../conversation/conversations.ts'
import type { CoreOptions } from '../core-options.ts'
import type { Notifications } from '../notifications/notifications.ts'
import { createRows, type Rows } from '../rows/create-rows.ts'
import { watchStore } from '../session/watch-store.ts'
import { type BaseSources, writeSnapshot } from '../stream/snapshot.ts'
import type { OpenedStore, Store } from '../store/store.ts'
import { createTeam, type Team } from '../team/create-team.ts'
import { keepVisible } from '../team/visibility/gated-stream.ts'
import { createStreamGate } from '../team/visibility/stream-gate.ts'
import { hideSecrets } from '../telegram/proxy.ts'
import { createTriage, type Triage } from '../triage/create-triage.ts'
import { AccountLife } from './account-life.ts'
import { composeGround, type Ground } from './compose-ground.ts'
import { composeNotifications } from './compose-notifications.ts'
import { composeSending, type SendingParts } from './compose-sending.ts'
import { followEvents } from './follow-events.ts'
import { tellGone } from './tell-gone.ts'

/** What the core consists of, from the bottom to the top. */
export interface CoreParts extends Ground, SendingParts {
  readonly rows: Rows
  readonly triage: Triage
  readonly team: Team
  readonly conversations: Conversations
  readonly notifications: Notifications
}

export interface ComposedCore extends CoreParts {
  readonly account: AccountLife
  /** Everything that a new window is given first. */
  readBase(): Iterable<PatchOp>
  /** Publishes changed settings to windows, and tells the parts that follow the settings. */
  publishSettings(): void
  start(): Promise<void>
  close(): Promise<void>
}

/** Builds and ties together the parts of one profile; nothing runs before `start`. */
export function composeCore(core: CoreOptions, store: Store, opened: OpenedStore): ComposedCore {
  const parts = composeParts(core, store)
  const { context, outGate, session, team, triage } = parts
  const sources: BaseSources = {
    session: () => session.view,
    settings: () => store.readSettings(),
    upgrades: () => parts.rows.upgrades.readViews(),
    ...triage.sources,
    ...team.sources,
  }
  const account = new AccountLife(core, parts)
  const follow = followEvents(parts, account)
  parts.td.onEvent.on(follow)
  context.gone.onFound.on((found) => {
    for (const event of tellGone(found, parts)) follow(event)
  })
  return {
    ...parts,
    account,
    readBase: () => outGate.current.keep(writeSnapshot('every_window', sources)),
    publishSettings: () => {
      context.publish([{ op: 'settings', value: store.readSettings() }])
      triage.onSettings()
    },
    start: () => start(core, parts, account, opened),
    close: () => close(parts),
  }
}

/**
 * The phases: each part is built from the parts before it. What a part asks of a part above it goes through a slot:
 * the lower part owns the slot, and the upper part fills it when it is built.
 */
function composeParts(core: CoreOptions, store: Store): CoreParts {
  const ground = composeGround(core, store)
  const { context } = ground
  const rows = createRows(context)
  const triage = createTriage({ ...context, rows })
  const team = createTeam(
    {
      ...ground,
      ...context,
      chats: rows.model,
      readSettings: () => store.readSettings(),
      presetTeam: core.datacenter?.presetTeam,
    },
    { rows, triage },
  )
  const stream = createStreamGate(team, { model: rows.model, settings: () => triage.settings() })
  ground.outGate.plug({ keep: (ops) => keepVisible(ops, stream) })
  const presetStaff = core.datacenter?.presetStaff
  if (presetStaff !== undefined) triage.rules.preset(presetStaff)
  const conversations = createConversations({
    ...context,
    model: rows.model,
    upgrades: rows.upgrades,
    readNotes: (chatId) => team.notes.readNotes(chatId),
    isStaff: triage.rules.isStaff,
  })
  const sending = composeSending({ context, rows, triage, team, conversations })
  const notifications = composeNotifications({ ...ground, rows, triage, team })
  return { ...ground, rows, triage, team, conversations, ...sending, notifications }
}

async function start(
  core: CoreOptions,
  parts: CoreParts,
  account: AccountLife,
  opened: OpenedStore,
): Promise<void> {
  const { context, notices, session, td } = parts
  account.restore()
  watchStore({ store: context.store, opened, notices })
  const proxy = core.datacenter === undefined ? await td.findProxy() : undefined
  if (proxy !== undefined) session.update({ proxy: hideSecrets(proxy) })
  await td.start()
}

async function close(parts: CoreParts): Promise<void> {
  const { context, drafts, notifications, rows, td, team, triage } = parts
  drafts.flush()
  // A notification that stays on the screen could be clicked after another account is opened.
  notifications.close()
  context.requests.close()
  await td.close()
  team.close()
  triage.close()
  rows.model.flush()
}
