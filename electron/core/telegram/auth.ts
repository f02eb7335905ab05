import type { AuthView } from '#shared/contract/entities/session.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type * as Td from 'tdlib-types'
import type { TdClient, TdRefusal, TdResult } from './td-client.ts'

const codes = {
  PHONE_NUMBER_INVALID: 'phone_invalid',
  PHONE_NUMBER_BANNED: 'phone_banned',
  PHONE_CODE_INVALID: 'code_invalid',
  PHONE_CODE_EMPTY: 'code_invalid',
  PHONE_CODE_EXPIRED: 'code_expired',
  PASSWORD_HASH_INVALID: 'password_invalid',
  API_ID_INVALID: 'api_credentials_invalid',
  API_ID_PUBLISHED_FLOOD: 'api_credentials_invalid',
} as const
export type AuthErrorCode =
  | (typeof codes)[keyof typeof codes]
  | 'flood_wait'
  | 'offline'
  | 'wrong_step'
  | 'rejected'

export interface AuthOptions {
  readonly clock: Clock
  readonly client: () => TdClient | undefined
  /** Called when Telegram does not know the api_id; finishes before the sign-in call is answered. */
  readonly forgetCredentials: () => Promise<void>
}

/**
 * Signing in: maps TDLib's authorization states to the screen's steps, and makes the calls that continue from each
 * step.
 */
export class Auth {
  readonly #options: AuthOptions
  /** The step of signing in changed. */
  readonly onView = new Emitter<[view: AuthView]>()
  #phone = ''
  #view: AuthView = { kind: 'starting' }
  #state: Td.AuthorizationState['_'] = 'authorizationStateWaitTdlibParameters'
  /** Set while a fresh client replaces the old one; the screen shows nothing of the change. */
  #whenFresh: (() => void) | undefined

  constructor(options: AuthOptions) {
    this.#options = options
  }

  get view(): AuthView {
    return this.#view
  }

  show(view: AuthView): void {
    this.#view = view
    this.onView.emit(view)
  }

  follow(state: Td.AuthorizationState): void {
    this.#state = state._
    if (this.#whenFresh === undefined) {
      this.show(this.#mapState(state))
    } else if (state._ === 'authorizationStateWaitPhoneNumber') {
      this.#whenFresh()
      this.#whenFresh = undefined
    }
  }

  async setPhone(phone: string): Promise<Result<undefined, AuthErrorCode>> {
    this.#phone = phone
    const hasLeftQr = await this.#leaveQr()
    const result = await this.#run((client) =>
      client.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: phone }),
    )
    if (hasLeftQr && !result.ok) this.show({ kind: 'wait_phone' })
    return result
  }

  submitCode(code: string): Promise<Result<undefined, AuthErrorCode>> {
    if (this.#view.kind !== 'wait_code') return wrongStep()
    return this.#run((client) => client.invoke({ _: 'checkAuthenticationCode', code }))
  }

  resendCode(): Promise<Result<undefined, AuthErrorCode>> {
    if (this.#view.kind !== 'wait_code') return wrongStep()
    return this.#run((client) =>
      client.invoke({ _: 'resendAuthenticationCode', reason: { _: 'resendCodeReasonUserRequest' } }),
    )
  }

  submitPassword(password: string): Promise<Result<undefined, AuthErrorCode>> {
    if (this.#view.kind !== 'wait_password') return wrongStep()
    return this.#run((client) => client.invoke({ _: 'checkAuthenticationPassword', password }))
  }

  requestQr(): Promise<Result<undefined, AuthErrorCode>> {
    return this.#run((client) => client.invoke({ _: 'requestQrCodeAuthentication' }))
  }

  /** Takes the screen back to the phone number. TDLib takes another phone number in any of these states. */
  restart(): Result<undefined, 'wrong_step'> {
    const { kind } = this.#view
    const isPossible =
      kind === 'wait_code' ||
      kind === 'wait_password' ||
      kind === 'wait_qr' ||
      kind === 'registration_refused' ||
      kind === 'unsupported_step'
    if (!isPossible) return fail('wrong_step', `there is nothing to go back to from ${kind}`)
    this.show({ kind: 'wait_phone' })
    return ok()
  }

  async logOut(): Promise<Result<undefined, 'wrong_step' | 'offline'>> {
    const client = this.#options.client()
    if (client === undefined || this.#view.kind !== 'ready') return fail('wrong_step', 'nobody is signed in')
    const result = await client.invoke({ _: 'logOut' })
    if (result.ok || result.refusal.kind === 'closed') return ok()
    return fail('offline', result.refusal.message)
  }

  /**
   * Replaces the client when TDLib waits for a QR code to be scanned: in that state only a fresh client takes a
   * phone number.
   */
  async #leaveQr(): Promise<boolean> {
    const client = this.#options.client()
    if (client === undefined || this.#state !== 'authorizationStateWaitOtherDeviceConfirmation') return false
    const isFresh = new Promise<void>((resolve) => {
      this.#whenFresh = resolve
    })
    const result = await client.invoke({ _: 'logOut' })
    if (!result.ok && result.refusal.kind !== 'closed') {
      this.#whenFresh = undefined
      return false
    }
    await isFresh
    return true
  }

  async #run(
    call: (client: TdClient) => Promise<TdResult<unknown>>,
  ): Promise<Result<undefined, AuthErrorCode>> {
    const client = this.#options.client()
    if (client === undefined || this.#view.kind === 'ready')
      return fail('wrong_step', 'signing in is not possible now')
    const result = await call(client)
    if (result.ok) return ok()
    const failure = mapRefusal(result.refusal)
    if (failure.error.code === 'api_credentials_invalid') {
      await this.#options.forgetCredentials()
      this.show({ kind: 'wait_api_credentials', isRejected: true })
    }
    return failure
  }

  #mapState(state: Td.AuthorizationState): AuthView {
    switch (state._) {
      case 'authorizationStateWaitTdlibParameters':
        return { kind: 'starting' }
      case 'authorizationStateWaitPhoneNumber':
        return { kind: 'wait_phone' }
      case 'authorizationStateWaitCode':
        return this.#mapCode(state.code_info)
      case 'authorizationStateWaitOtherDeviceConfirmation':
        return { kind: 'wait_qr', link: state.link }
      case 'authorizationStateWaitPassword':
        return state.password_hint === ''
          ? { kind: 'wait_password' }
          : { kind: 'wait_password', hint: state.password_hint }
      case 'authorizationStateWaitRegistration':
        return { kind: 'registration_refused', phone: this.#phone }
      case 'authorizationStateReady':
        return { kind: 'ready' }
      case 'authorizationStateLoggingOut':
        return { kind: 'logging_out' }
      case 'authorizationStateClosing':
      case 'authorizationStateClosed':
        return { kind: 'closed' }
      case 'authorizationStateWaitPremiumPurchase':
      case 'authorizationStateWaitEmailAddress':
      case 'authorizationStateWaitEmailCode':
        return { kind: 'unsupported_step', step: state._ }
    }
  }

  #mapCode(info: Td.authenticationCodeInfo): AuthView {
    const view: {
      -readonly [K in keyof Extract<AuthView, { kind: 'wait_code' }>]: Extract<
        AuthView,
        { kind: 'wait_code' }
      >[K]
    } = {
      kind: 'wait_code',
      phone: info.phone_number === '' ? this.#phone : info.phone_number,
      via: mapCodeType(info.type),
    }
    if ('length' in info.type && info.type.length > 0) view.codeLength = info.type.length
    if (info.next_type !== undefined) view.resendAtMs = this.#options.clock.now() + info.timeout * 1000
    return view
  }
}

function mapCodeType(type: Td.AuthenticationCodeType): Extract<AuthView, { kind: 'wait_code' }>['via'] {
  switch (type._) {
    case 'authenticationCodeTypeTelegramMessage':
      return 'telegram'
    case 'authenticationCodeTypeSms':
    case 'authenticationCodeTypeSmsWord':
    case 'authenticationCodeTypeSmsPhrase':
      return 'sms'
    case 'authenticationCodeTypeCall':
      return 'call'
    case 'authenticationCodeTypeFlashCall':
      return 'flash_call'
    case 'authenticationCodeTypeMissedCall':
      return 'missed_call'
    case 'authenticationCodeTypeFragment':
      return 'fragment'
    default:
      return 'other'
  }
}

function wrongStep(): Promise<Result<undefined, AuthErrorCode>> {
  return Promise.resolve(fail('wrong_step', 'the sign-in is at another step'))
}

/** Maps the refusal of a sign-in call to a code that the screen has a text for. */
export function mapRefusal(refusal: TdRefusal): {
  readonly ok: false
  readonly error: {
    readonly code: AuthErrorCode
    readonly message: string
    readonly details?: Readonly<Record<string, string | number>>
  }
} {
  const failWith = (code: AuthErrorCode, details?: Readonly<Record<string, string | number>>) => ({
    ok: false as const,
    error:
      details === undefined
        ? { code, message: refusal.message }
        : { code, message: refusal.message, details },
  })
  if (refusal.kind === 'flood_wait') return failWith('flood_wait', { seconds: refusal.seconds })
  if (refusal.kind === 'closed') return failWith('wrong_step')
  // These refusals mean "too many attempts" without a number of seconds.
  if (refusal.message === 'PHONE_NUMBER_FLOOD' || refusal.message === 'PHONE_PASSWORD_FLOOD')
    return failWith('flood_wait')
  const code = Object.hasOwn(codes, refusal.message)
    ? codes[refusal.message as keyof typeof codes]
    : undefined
  if (code !== undefined) return failWith(code)
  if (refusal.code === 8 || refusal.message.startsWith('Call to ')) return failWith('wrong_step')
  return failWith('rejected')
}
