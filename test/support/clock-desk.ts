import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { RulesView, StaffMember, WaitInterval } from '#shared/contract/entities/triage.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { openHarness, type CoreHarness } from './core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from './datacenter-process.ts'
import { OffsetClock } from './offset-clock.ts'
import { expectOk, type TestWindow } from './test-window.ts'

/** A data centre and, one after another, the cores of one person on it, with a clock that can be set. */
export class ClockDesk {
  readonly clock = new OffsetClock()
  readonly #phone: string
  readonly profileFolder = mkdtempSync(join(tmpdir(), 'watchfloor-clock-'))
  #harness: CoreHarness | undefined
  readonly datacenter: DatacenterProcess

  private constructor(datacenter: DatacenterProcess, phone: string) {
    this.datacenter = datacenter
    this.#phone = phone
  }

  static async start(scenario: string, phone: string): Promise<ClockDesk> {
    const datacenter = await startDatacenterProcess(['--scenario', scenario, '--traffic', 'off'])
    return new ClockDesk(datacenter, phone)
  }

  get harness(): CoreHarness {
    if (this.#harness === undefined) throw new Error('no core is open')
    return this.#harness
  }

  get window(): TestWindow {
    return this.harness.window
  }

  /** Opens the core; without waiting for Telegram unless `isSynced`. */
  async open(isSynced = true): Promise<TestWindow> {
    this.#harness = await openHarness({
      datacenter: this.datacenter,
      loginPhone: this.#phone,
      profileFolder: this.profileFolder,
      options: { clock: this.clock },
    })
    if (isSynced) await this.window.waitForSync()
    return this.window
  }

  async close(): Promise<void> {
    await this.#harness?.close()
    this.#harness = undefined
  }

  /** The next core starts on a machine that has never seen the account. */
  forget(): void {
    rmSync(this.profileFolder, { recursive: true, force: true })
  }

  async dispose(): Promise<void> {
    await this.close()
    await this.datacenter.stop()
    this.forget()
  }

  /** Says who is who; what is not named stays as it is. */
  async setRules(staffIds: readonly number[], changes: Partial<RulesView> = {}): Promise<void> {
    const staff: StaffMember[] = staffIds.map((userId) => ({
      userId: userId as UserId,
      name: String(userId),
    }))
    expectOk(await this.window.calls['rules.set']({ isSetUp: true, staff, ...changes }))
  }

  /** Writes as anybody, `agoS` seconds ago; answers the number of the message in its chat. */
  async write(from: number, chat: number, text: string, agoS = 0): Promise<number> {
    const date = Math.floor(Date.now() / 1000) - agoS
    const answer = await this.datacenter.call<{ number: number }>('POST', '/messages', {
      from,
      chat,
      text,
      date,
    })
    return answer.number
  }

  async delete(chat: number, numbers: readonly number[]): Promise<void> {
    await this.datacenter.call('DELETE', '/messages', { chat, numbers })
  }

  /** Waits until the row's wait is as wanted; `undefined` there: until nobody waits. */
  async waitFor(
    chatId: number,
    what: string,
    fits: (wait: ChatView['wait']) => boolean,
    timeoutMs?: number,
  ): Promise<ChatView['wait']> {
    await this.window.waitFor(
      () => this.window.chat(chatId) !== undefined && fits(this.window.chat(chatId)?.wait),
      () => `${what}, now ${JSON.stringify(this.window.chat(chatId)?.wait)}`,
      timeoutMs,
    )
    return this.window.chat(chatId)?.wait
  }

  async waitForNobody(chatId: number): Promise<void> {
    await this.waitFor(chatId, 'nobody to wait', (wait) => wait === undefined)
  }

  /** Waits until every clock is right. */
  async waitForClocks(): Promise<void> {
    await this.window.waitFor(
      () => this.window.state.triage !== undefined && this.window.state.triage.reading === undefined,
      () => `all clocks, now ${JSON.stringify(this.window.state.triage)}`,
    )
  }

  /** The wait that began then, once it has ended; it is kept a moment after the row has changed. */
  async waitForInterval(chatId: number, startS: number | undefined): Promise<WaitInterval> {
    return vi.waitFor(
      async () => {
        const kept = (await this.readIntervals(chatId)).find((one) => one.startS === startS)
        if (kept === undefined) throw new Error(`no wait since ${startS} is kept`)
        return kept
      },
      { timeout: 10_000 },
    )
  }

  async readIntervals(chatId: number): Promise<readonly WaitInterval[]> {
    const id = chatId as ChatView['id']
    return expectOk(await this.window.calls['clock.readIntervals']({ chatId: id, limit: 50 })).intervals
  }
}
