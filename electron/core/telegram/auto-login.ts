import type { AuthView } from '#shared/contract/entities/session.ts'
import type { Logger } from 'pino'
import type { DatacenterOptions } from '../core-options.ts'
import type { Auth } from './auth.ts'

/**
 * Signs in automatically, once, on a data centre of our own: its control API gives the code and the password. When
 * anything goes wrong, the user sees the ordinary sign-in screens.
 */
export class AutoLogin {
  readonly #datacenter: DatacenterOptions
  readonly #auth: Auth
  readonly #log: Logger
  #isOver = false

  constructor(datacenter: DatacenterOptions, auth: Auth, log: Logger) {
    this.#datacenter = datacenter
    this.#auth = auth
    this.#log = log
  }

  /**
   * Whether the auto-login answers this step itself. A window that showed the step would ask for a QR code
   * meanwhile.
   */
  covers({ kind }: AuthView): boolean {
    if (this.#isOver || this.#datacenter.loginPhone === undefined) return false
    return kind === 'wait_phone' || kind === 'wait_code' || kind === 'wait_password'
  }

  async follow(view: AuthView): Promise<void> {
    const { loginPhone } = this.#datacenter
    if (this.#isOver || loginPhone === undefined) return
    if (view.kind === 'ready') this.#isOver = true
    if (view.kind === 'wait_phone') await this.#try(this.#auth.setPhone(loginPhone))
    if (view.kind === 'wait_code') await this.#try(this.#answer(({ code }) => this.#auth.submitCode(code)))
    if (view.kind === 'wait_password') {
      await this.#try(this.#answer(({ password }) => this.#auth.submitPassword(password ?? '')))
    }
  }

  async #answer<Value>(
    use: (secrets: { readonly code: string; readonly password?: string }) => Promise<Value>,
  ): Promise<Value> {
    const { host, controlPort, loginPhone } = this.#datacenter
    const response = await fetch(`http://${host}:${controlPort}/codes?phone=${loginPhone}`)
    if (!response.ok) throw new Error(`the data centre knows no code: ${response.status}`)
    return use((await response.json()) as { code: string; password?: string })
  }

  async #try(step: Promise<{ readonly ok: boolean }>): Promise<void> {
    try {
      const result = await step
      if (!result.ok) this.#giveUp()
    } catch (error) {
      this.#log.warn({ err: error }, 'signing in by itself failed')
      this.#giveUp()
    }
  }

  #giveUp(): void {
    this.#isOver = true
    this.#auth.show(this.#auth.view)
  }
}
