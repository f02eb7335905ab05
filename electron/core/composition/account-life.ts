import type { AuthView } from '#shared/contract/entities/session.ts'
import type { CoreOptions } from '../core-options.ts'
import { loadAllLists } from '../rows/list-loader.ts'
import { markSignedIn } from '../session/signed-in-mark.ts'
import { AutoLogin } from '../telegram/auto-login.ts'
import type { CoreParts } from './compose-core.ts'

/**
 * Follows the account from sign-in to its end: what needs a signed-in account starts with it and is cleared with it.
 */
export function followAccount(core: CoreOptions, parts: CoreParts): void {
  const { auth, notices, session, td } = parts
  const { log } = parts.context
  const autoLogin = core.datacenter === undefined ? undefined : new AutoLogin(core.datacenter, auth, log)
  let wasReady = false
  auth.onView.on((view: AuthView) => {
    session.update({ auth: autoLogin?.covers(view) === true ? { kind: 'starting' } : view })
    if (view.kind === 'ready') {
      wasReady = true
      markSignedIn(core.profileFolder, true)
      beginAccount(parts)
    }
    if (view.kind === 'wait_phone' && !wasReady) markSignedIn(core.profileFolder, false)
    void autoLogin?.follow(view)
  })
  td.onLoggedOut.on(() => {
    if (wasReady && !auth.isLogOutAsked) notices.add('logged_out_elsewhere')
    wasReady = false
    markSignedIn(core.profileFolder, false)
    forgetAccount(parts)
  })
}

/** Telegram knows the account now, so everything that waited for the account starts here. */
function beginAccount(parts: CoreParts): void {
  const { context, conversations, rows, sending, session, td, team, triage } = parts
  const mine = td.client
  if (mine === undefined) return
  conversations.onReady()
  void sending.onReady()
  team.onReady(mine)
  triage.onReady()
  void loadAllLists({
    ...context,
    model: rows.model,
    session,
    findMarked: () => [...triage.book.chatIds()],
    onComplete: () => {
      team.onListsLoaded()
      triage.onListsLoaded()
    },
    isStopped: () => td.client !== mine,
  })
}

function forgetAccount(parts: CoreParts): void {
  const { context, conversations, drafts, notifications, sending, session, team, triage } = parts
  context.requests.clear()
  conversations.clear()
  sending.clear()
  drafts.clear()
  context.store.clearAccount()
  // The order matters: patches that remove chats from windows pass the gate, which has to know the viewer until
  // then.
  triage.clear()
  notifications.clear()
  context.people.clear()
  context.groups.clear()
  context.gone.clear()
  team.clear()
  const { me: _me, waits: _waits, ...rest } = session.view
  session.replace({ ...rest, sync: { isComplete: false, chatCount: 0 } })
}
