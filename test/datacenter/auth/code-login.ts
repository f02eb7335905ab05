import { randomBytes } from 'node:crypto'
import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject } from '../rpc.ts'
import type { WireCallContext } from '../server/dispatcher.ts'
import type { AuthParts } from './auth-context.ts'
import { continueLogin, readText } from './auth-context.ts'

const codeLifetimeMs = 5 * 60_000
const maxWrongCodes = 5
/** Requests of a code in a row without a login, in an hour, before the number is told to wait. */
const maxCodeRequests = 20
const requestWindowMs = 60 * 60_000
const resendAfterSeconds = 60

interface SentCode {
  readonly phone: string
  readonly hash: string
  readonly expiresAtMs: number
  wrongCodes: number
  isResent: boolean
}

/** Login by phone number and code. */
export function createCodeLogin(parts: AuthParts): MethodTable<WireCallContext> {
  const { accounts, authorizations, clock } = parts
  const codes = new Map<string, SentCode>()
  const requests = new Map<string, number[]>()

  const describeCode = (sent: SentCode): TlObject => {
    const account = accounts.findByPhone(sent.phone)
    const length = account?.code.length ?? 5
    const hasApp = account !== undefined && authorizations.ofUser(account.userId).some((one) => one.isOnline)
    if (sent.isResent) {
      return { _: 'auth.sentCode', type: { _: 'auth.sentCodeTypeCall', length }, phone_code_hash: sent.hash }
    }
    return {
      _: 'auth.sentCode',
      type: { _: hasApp ? 'auth.sentCodeTypeApp' : 'auth.sentCodeTypeSms', length },
      phone_code_hash: sent.hash,
      next_type: { _: hasApp ? 'auth.codeTypeSms' : 'auth.codeTypeCall' },
      timeout: resendAfterSeconds,
    }
  }

  const countRequest = (phone: string): void => {
    const now = clock.now()
    const recent = (requests.get(phone) ?? []).filter((atMs) => atMs > now - requestWindowMs)
    if (recent.length >= maxCodeRequests) throw new RpcError(400, 'PHONE_NUMBER_FLOOD')
    requests.set(phone, [...recent, now])
  }

  const findCode = (parameters: TlObject): SentCode => {
    const sent = codes.get(readText(parameters['phone_code_hash']))
    if (sent === undefined || sent.phone !== readPhone(parameters) || sent.expiresAtMs < clock.now()) {
      throw new RpcError(400, 'PHONE_CODE_EXPIRED')
    }
    return sent
  }

  return {
    'auth.sendCode': (_context, parameters) => {
      const phone = readPhone(parameters)
      if (phone.length < 5 || phone.length > 15) throw new RpcError(400, 'PHONE_NUMBER_INVALID')
      countRequest(phone)
      const hash = randomBytes(9).toString('hex')
      const sent: SentCode = {
        phone,
        hash,
        expiresAtMs: clock.now() + codeLifetimeMs,
        wrongCodes: 0,
        isResent: false,
      }
      codes.set(hash, sent)
      return describeCode(sent)
    },
    'auth.resendCode': (_context, parameters) => {
      const sent = findCode(parameters)
      if (sent.isResent) throw new RpcError(400, 'SEND_CODE_UNAVAILABLE')
      sent.isResent = true
      return describeCode(sent)
    },
    'auth.cancelCode': (_context, parameters) => {
      codes.delete(readText(parameters['phone_code_hash']))
      return true
    },
    'auth.signIn': ({ authorization }, parameters) => {
      const sent = findCode(parameters)
      const code = readText(parameters['phone_code'])
      if (code === '') throw new RpcError(400, 'PHONE_CODE_EMPTY')
      const account = accounts.findByPhone(sent.phone)
      // A number nobody has: there is no code to compare with, and the client is told that it would have to register.
      if (account === undefined) return { _: 'auth.authorizationSignUpRequired' }
      if (code !== account.code) {
        sent.wrongCodes += 1
        if (sent.wrongCodes >= maxWrongCodes) codes.delete(sent.hash)
        throw new RpcError(400, 'PHONE_CODE_INVALID')
      }
      codes.delete(sent.hash)
      requests.delete(sent.phone)
      return continueLogin(parts, authorization, account)
    },
    // People come from the scenario alone.
    'auth.signUp': () => {
      throw new RpcError(400, 'PHONE_NUMBER_UNOCCUPIED')
    },
  }
}

function readPhone(parameters: TlObject): string {
  return readText(parameters['phone_number']).replaceAll(/\D/g, '')
}
