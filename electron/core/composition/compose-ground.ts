import type { SessionView } from '#shared/contract/entities/session.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { Slot } from '#shared/lib/slot.ts'
import type { CoreContext } from '../core-context.ts'
import type { CoreOptions } from '../core-options.ts'
import { isOnline } from '../session/connection.ts'
import { showWaits } from '../session/show-waits.ts'
import { createNotices, type Notices } from '../session/notices.ts'
import { createSessionState, type SessionState } from '../session/session-state.ts'
import type { Store } from '../store/store.ts'
import { type OutGate, openGate } from '../stream/out-gate.ts'
import { createViewHub, type ViewHub } from '../stream/view-hub.ts'
import { Auth } from '../telegram/auth.ts'
import { GoneMessages } from '../telegram/gone-messages.ts'
import { Groups } from '../telegram/groups.ts'
import { onFloodWait } from '../telegram/flood-waits.ts'
import { People } from '../telegram/people.ts'
import { RequestQueue } from '../telegram/request-queue.ts'
import { TdSession } from '../telegram/td-session.ts'

/** What all other parts are built on: the disk, Telegram, the windows and the session. */
export interface Ground {
  readonly context: CoreContext
  readonly hub: ViewHub
  /** Decides which patches may go to windows. The team fills this slot. */
  readonly outGate: Slot<OutGate>
  readonly session: SessionState
  readonly notices: Notices
  readonly td: TdSession
  readonly auth: Auth
}

export function composeGround(core: CoreOptions, store: Store): Ground {
  const { clock, log } = core
  const hub = createViewHub({ clock })
  const outGate = new Slot<OutGate>(openGate)
  const publish = (ops: readonly PatchOp[]): void => hub.publish(outGate.current.keep(ops))
  const session = createSessionState(firstView(core), publish)
  const td = new TdSession({ core, log })
  const client = () => td.client
  const requests = new RequestQueue({ clock, log, client, onFloodWait })
  requests.onChange.on(() => showWaits(session, requests.readWaits()))
  const context: CoreContext = {
    clock,
    log,
    store,
    people: new People(),
    groups: new Groups(),
    gone: new GoneMessages(),
    client,
    requests,
    isOnline: () => isOnline(session.view.connection),
    publish,
  }
  const auth = new Auth({ clock, client, forgetCredentials: () => td.forgetApiCredentials() })
  td.onAuthorization.on((state) => auth.follow(state))
  td.onCredentialsMissing.on(() => auth.show({ kind: 'wait_api_credentials', isRejected: false }))
  td.onBlocked.on((trouble) => auth.show({ kind: 'blocked', trouble }))
  return { context, hub, outGate, session, notices: createNotices(session), td, auth }
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
