import type { MethodTable } from '../rpc.ts'
import type { WireCallContext } from '../server/dispatcher.ts'
import type { AuthParts } from './auth-context.ts'
import { createCodeLogin } from './code-login.ts'
import { createDeviceMethods } from './device-methods.ts'
import { createPasswordLogin } from './password-login.ts'
import { createQrLogin } from './qr-login.ts'
import type { LoginTokenOutcome } from './qr-login.ts'
import { createTemporaryKeyMethods } from './temporary-keys.ts'

/** Every way in and out of an account. */
export interface AuthMethods {
  readonly methods: MethodTable<WireCallContext>
  readonly acceptLoginToken: (token: string, userId: number) => LoginTokenOutcome
  readonly endSessions: (userId: number) => void
}

export function createAuthMethods(parts: AuthParts): AuthMethods {
  const qrLogin = createQrLogin(parts)
  const devices = createDeviceMethods(parts)
  return {
    methods: {
      ...createCodeLogin(parts),
      ...createPasswordLogin(parts),
      ...qrLogin.methods,
      ...devices.methods,
      ...createTemporaryKeyMethods(parts),
    },
    acceptLoginToken: qrLogin.acceptLoginToken,
    endSessions: devices.endSessions,
  }
}
