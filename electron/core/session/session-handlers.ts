import { coreContract, type CoreContract, protocolVersion } from '#shared/contract/core-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { CoreOptions } from '../core-options.ts'
import type { Store } from '../store/store.ts'
import type { WindowStream } from '../stream/window-stream.ts'
import type { Auth, AuthErrorCode } from '../telegram/auth.ts'
import { hideSecrets } from '../telegram/proxy.ts'
import type { TdSession } from '../telegram/td-session.ts'
import type { Notices } from './notices.ts'
import type { SessionState } from './session-state.ts'

/** What the user can do about the account that this console has the data of. */
export interface AccountCalls {
  /** Ends the session and removes everything of the account. */
  logOut(): Promise<Result<undefined, 'wrong_step' | 'offline'>>
  /** Removes what is kept for an account whose session was ended elsewhere. */
  removeKept(): Result<undefined, 'wrong_step' | 'store_failed'>
}

export interface SessionHandlerParts {
  readonly account: AccountCalls
  readonly core: Pick<CoreOptions, 'build' | 'host' | 'datacenter' | 'secrets' | 'switchWorkspace'>
  readonly auth: Auth
  readonly td: TdSession
  readonly session: SessionState
  readonly store: Store
  readonly notices: Notices
  readonly publishSettings: () => void
}

type SessionMethod = Extract<
  keyof CoreContract,
  | `session.${string}`
  | `stream.${string}`
  | `auth.${string}`
  | `workspace.${string}`
  | `proxy.${string}`
  | `settings.${string}`
  | `notice.${string}`
>

/** Handlers for signing in, for settings and for all other calls that are not about chats, for one window. */
export function createSessionHandlers(
  parts: SessionHandlerParts,
  window: WindowStream,
): Pick<Handlers<CoreContract>, SessionMethod> {
  const { auth, core, notices, session, store, td } = parts
  return {
    'session.hello': ({ protocol }) =>
      protocol === protocolVersion
        ? ok({ protocol: protocolVersion, build: core.build, host: core.host })
        : fail('protocol_mismatch', `this core speaks protocol ${protocolVersion}, the window ${protocol}`),
    'stream.open': () => {
      window.open()
      return ok()
    },
    'stream.ack': ({ seq }) => {
      window.acknowledge(seq)
      return ok()
    },
    'auth.setApiCredentials': async (credentials) => {
      if (core.datacenter !== undefined) return fail('wrong_step', 'the demo needs no credentials')
      if (auth.view.kind === 'ready') return fail('wrong_step', 'somebody is signed in')
      await td.useApiCredentials({ apiId: credentials.apiId, apiHash: credentials.apiHash.toLowerCase() })
      return ok()
    },
    'auth.setPhone': ({ phone }) => within(auth.setPhone(phone), coreContract['auth.setPhone'].errors),
    'auth.submitCode': ({ code }) => within(auth.submitCode(code), coreContract['auth.submitCode'].errors),
    'auth.resendCode': () => within(auth.resendCode(), coreContract['auth.resendCode'].errors),
    'auth.submitPassword': ({ password }) =>
      within(auth.submitPassword(password), coreContract['auth.submitPassword'].errors),
    'auth.requestQr': () => within(auth.requestQr(), coreContract['auth.requestQr'].errors),
    'auth.restart': () => auth.restart(),
    'auth.logOut': () => parts.account.logOut(),
    'auth.retryStart': async () => {
      if (!td.isBlocked) return fail('wrong_step', 'nothing is blocked')
      await td.retry()
      return ok()
    },
    'auth.startOver': async () => {
      if (!td.isBlocked) return fail('wrong_step', 'nothing is blocked')
      return (await td.startOver()) ? ok() : fail('store_failed', 'the disk refuses')
    },
    'auth.removeKept': () => parts.account.removeKept(),
    'workspace.switch': ({ to }) => {
      if (core.switchWorkspace === undefined || to === session.view.workspace) {
        return fail('not_available', `there is no other workspace ${to}`)
      }
      core.switchWorkspace(to)
      return ok()
    },
    'proxy.set': async ({ proxy }) => {
      if (core.datacenter !== undefined) return fail('managed_by_demo', 'the demo has a proxy of its own')
      const isAccepted = await td.applyProxy(proxy)
      if (!isAccepted) return fail('proxy_invalid', 'TDLib refuses this proxy')
      if (proxy === undefined) await core.secrets.remove('proxy')
      else await core.secrets.write('proxy', JSON.stringify(proxy))
      const { proxy: _before, ...rest } = session.view
      session.replace(proxy === undefined ? rest : { ...rest, proxy: hideSecrets(proxy) })
      return ok()
    },
    'settings.set': (changes) => {
      const saved = store.saveSettings(dropUndefined(changes))
      if (saved.ok) parts.publishSettings()
      return saved
    },
    'notice.dismiss': ({ id }) => {
      notices.dismiss(id)
      return ok()
    },
  }
}

/** Each sign-in call promises its own subset of the sign-in codes. Any other code becomes `rejected`. */
async function within<const Code extends AuthErrorCode>(
  call: Promise<Result<undefined, AuthErrorCode>>,
  codes: readonly Code[],
): Promise<Result<undefined, Code | 'rejected'>> {
  const result = await call
  if (result.ok) return result
  const { code, details, message } = result.error
  const promised = codes.find((one) => one === code)
  return fail(promised ?? 'rejected', message, details)
}

function dropUndefined<Value extends object>(
  changes: Value,
): { [K in keyof Value]: Exclude<Value[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never
}
