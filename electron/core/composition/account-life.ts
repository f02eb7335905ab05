import type { AuthView } from '#shared/contract/entities/session.ts'
import { fail, type Result } from '#shared/lib/result.ts'
import type { CoreOptions } from '../core-options.ts'
import { loadAllLists } from '../rows/list-loader.ts'
import { AccountOwner } from '../session/account-owner.ts'
import type { AccountCalls } from '../session/session-handlers.ts'
import { markSignedIn } from '../session/signed-in-mark.ts'
import { AutoLogin } from '../telegram/auto-login.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { CoreParts } from './compose-core.ts'

/**
 * Follows the account from sign-in to its end. A session that was ended from elsewhere leaves its data on disk,
 * sealed, until its owner signs in again, another person signs in, or the user removes it. A log-out by the user
 * removes it at once. Whatever the end, memory and windows have nothing of the account from then on.
 */
export class AccountLife implements AccountCalls {
  readonly #core: CoreOptions
  readonly #parts: CoreParts
  readonly #owner: AccountOwner
  readonly #autoLogin: AutoLogin | undefined
  /** True while the owner's data is sealed: memory has nothing of it then. */
  #isSealed = false
  #wasReady = false

  constructor(core: CoreOptions, parts: CoreParts) {
    this.#core = core
    this.#parts = parts
    this.#owner = new AccountOwner(parts.context.store)
    const { datacenter } = core
    this.#autoLogin =
      datacenter === undefined ? undefined : new AutoLogin(datacenter, parts.auth, parts.context.log)
    parts.auth.onView.on((view) => this.#onView(view))
    parts.td.onLoggedOut.on(() => this.#onLoggedOut())
  }

  /** Loads what the store has, unless it waits for its owner or has to go. Is called before the first event. */
  restore(): void {
    this.#owner.restore()
    if (this.#owner.standing === undefined) restoreAccount(this.#parts, this.#owner.id)
    else {
      this.#seal()
      // Some parts read the store when they were built.
      forgetAccount(this.#parts)
    }
  }

  /** Takes every event before all other parts do: what they store from here on belongs to this person. */
  follow(event: TelegramEvent): void {
    const { id, standing } = this.#owner
    if (event.kind !== 'own_id_told' || standing === 'leaving') return
    if (id !== undefined && id !== event.userId) this.#remove()
    else if (this.#isSealed) this.#open()
    this.#owner.claim(event.userId)
  }

  async logOut(): Promise<Result<undefined, 'wrong_step' | 'offline'>> {
    const { auth } = this.#parts
    if (auth.view.kind !== 'ready') return fail('wrong_step', 'nobody is signed in')
    this.#owner.stand('leaving')
    const result = await auth.logOut()
    if (!result.ok) this.#owner.stand(undefined)
    return result
  }

  removeKept(): Result<undefined, 'wrong_step' | 'store_failed'> {
    if (!this.#isSealed || this.#owner.standing !== 'kept') return fail('wrong_step', 'nothing is kept')
    return this.#remove()
  }

  #onView(view: AuthView): void {
    const { session } = this.#parts
    if (isSignedOut(view)) this.#onSignedOut()
    const isLeaving = view.kind === 'ready' && this.#owner.standing === 'leaving'
    session.update({ auth: isLeaving ? { kind: 'logging_out' } : this.#hideStep(view) })
    if (isLeaving) void this.#goOnLeaving()
    else if (view.kind === 'ready') this.#begin()
    void this.#autoLogin?.follow(view)
  }

  #hideStep(view: AuthView): AuthView {
    return this.#autoLogin?.covers(view) === true ? { kind: 'starting' } : view
  }

  #begin(): void {
    this.#wasReady = true
    this.#markSignedIn(true)
    beginAccount(this.#parts)
  }

  /** Telegram asks who signs in, or would ask: whoever was signed in is not any more. */
  #onSignedOut(): void {
    const { id, standing } = this.#owner
    if (standing === 'leaving') this.#remove()
    else if (id !== undefined) this.#keep()
    else if (!this.#wasReady) this.#markSignedIn(false)
  }

  #onLoggedOut(): void {
    const { id, standing } = this.#owner
    if (standing !== 'leaving' && id !== undefined) this.#keep()
    else if (this.#wasReady || standing === 'leaving') this.#remove()
    this.#wasReady = false
  }

  /** The last run ended after the user had asked to log out, and before Telegram had heard of it. */
  async #goOnLeaving(): Promise<void> {
    const result = await this.#parts.auth.logOut()
    if (result.ok) return
    this.#open()
    this.#parts.session.update({ auth: { kind: 'ready' } })
    this.#begin()
  }

  #keep(): void {
    if (this.#isSealed) return
    this.#owner.stand('kept')
    this.#seal()
    forgetAccount(this.#parts)
  }

  #seal(): void {
    const { context, session } = this.#parts
    context.store.sealAccount()
    this.#isSealed = true
    if (this.#owner.standing === 'kept') session.update({ isAccountKept: true })
  }

  #open(): void {
    this.#parts.context.store.unsealAccount()
    this.#isSealed = false
    this.#owner.stand(undefined)
    this.#hideKept()
    restoreAccount(this.#parts, this.#owner.id)
  }

  #remove(): Result<undefined, 'store_failed'> {
    const { context } = this.#parts
    if (!this.#isSealed) {
      // What the parts write while they forget the account must not reach the disk.
      context.store.sealAccount()
      forgetAccount(this.#parts)
    }
    const cleared = context.store.clearAccount()
    this.#isSealed = false
    this.#owner.forget()
    this.#hideKept()
    this.#markSignedIn(false)
    return cleared
  }

  #markSignedIn(isSignedIn: boolean): void {
    markSignedIn(this.#core.profileFolder, isSignedIn, this.#parts.context.log)
  }

  #hideKept(): void {
    const { session } = this.#parts
    const { isAccountKept: _before, ...rest } = session.view
    session.replace(rest)
  }
}

function isSignedOut({ kind }: AuthView): boolean {
  return !['starting', 'blocked', 'ready', 'logging_out', 'closed'].includes(kind)
}

/** Loads what the store has of the account into parts that have nothing. */
function restoreAccount(parts: CoreParts, ownId: number | undefined): void {
  const { context, drafts, rows, session, team, triage } = parts
  // Rows are painted and marks are made before TDLib tells the id.
  context.people.selfId ??= ownId
  rows.upgrades.restore()
  drafts.restore()
  team.restore()
  triage.restore()
  rows.upgrades.moveAll()
  // Alarms from the last run can find their rows only now.
  team.alarms.refresh()
  session.update({ sync: { isComplete: false, chatCount: rows.model.chatCount } })
}

/** Telegram knows the account now, so everything that waited for the account starts here. */
function beginAccount(parts: CoreParts): void {
  const { context, conversations, drafts, rows, sending, session, td, team, triage } = parts
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
    findKept: () => [...triage.book.chatIds(), ...drafts.chatIds()],
    onComplete: () => {
      team.onListsLoaded()
      triage.onListsLoaded()
    },
    isStopped: () => td.client !== mine,
  })
}

/** Empties the memory and the windows. The store is sealed meanwhile, and reads as empty. */
function forgetAccount(parts: CoreParts): void {
  const { context, conversations, drafts, notifications, rows, sending, session, team, triage } = parts
  context.requests.clear()
  // Before the open chats: windows are told of their drafts.
  drafts.clear()
  conversations.clear()
  sending.clear()
  // The order matters: patches that remove chats from windows pass the gate, which has to know the viewer until
  // then.
  triage.clear()
  notifications.clear()
  context.people.clear()
  context.groups.clear()
  context.gone.clear()
  team.clear()
  rows.upgrades.clear()
  const { me: _me, waits: _waits, ...rest } = session.view
  session.replace({ ...rest, sync: { isComplete: false, chatCount: 0 } })
}
