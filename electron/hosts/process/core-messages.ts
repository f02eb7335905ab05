import type { DatacenterOptions, SecretName } from '#core/core-options.ts'
import type { CoreStopReason } from '#shared/contract/shell-contract.ts'

/** The options of a core process. They are its first message, so that none of them is in arguments or environment. */
export interface StartCore {
  readonly workspace: Workspace
  readonly profile: string
  readonly profileFolder: string
  readonly build: string
  readonly datacenter?: DatacenterOptions
  readonly apiCredentials?: { readonly apiId: number; readonly apiHash: string }
  readonly canSwitchWorkspace: boolean
}

export type Workspace = 'demo' | 'account'

/** The options for the core process of the browser host, which also serves HTTP. */
export interface StartHttp {
  /** 0: any free port. */
  readonly port: number
  /** Folder with the built renderer. */
  readonly rendererFolder: string
  /** Value of the session cookie, base64url. The cookie outlives a restart of the core. */
  readonly sessionKey: string
  /** What a page keeps in the storage of its origin, base64url; as durable as the cookie. */
  readonly pageKey: string
  /** One-time tokens that are not used yet. */
  readonly tokens: readonly OneTimeToken[]
}

export interface OneTimeToken {
  readonly token: string
  readonly expiresAtMs: number
}

/** Host → core process. */
export type ToCore =
  | { readonly kind: 'start'; readonly core: StartCore; readonly http?: StartHttp }
  /** A window's connection; in Electron it carries a MessagePort. */
  | { readonly kind: 'connect' }
  | { readonly kind: 'add_token'; readonly token: OneTimeToken }
  | {
      readonly kind: 'secret_answer'
      readonly id: number
      readonly value?: string
      readonly error?: string
      readonly code?: string
    }
  /** The core has to close all files and end. */
  | { readonly kind: 'close' }

/** Core process → host. */
export type FromCore =
  /** The core serves windows; `port` is set in the browser host. */
  | { readonly kind: 'ready'; readonly port?: number }
  | { readonly kind: 'refused'; readonly reason: CoreStopReason; readonly message: string }
  /** Browser host: another program uses the port; this process ends. */
  | { readonly kind: 'port_taken'; readonly port: number }
  | { readonly kind: 'switch_workspace'; readonly to: Workspace }
  | { readonly kind: 'token_used'; readonly token: string }
  | { readonly kind: 'secret_read'; readonly id: number; readonly name: SecretName }
  | { readonly kind: 'secret_write'; readonly id: number; readonly name: SecretName; readonly value: string }
  | { readonly kind: 'secret_remove'; readonly id: number; readonly name: SecretName }
  | { readonly kind: 'secret_set_aside'; readonly id: number }
