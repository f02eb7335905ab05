import { ok, type Result } from '#shared/lib/result.ts'
import type { DemoProgram } from '../launch/launch-options.ts'
import type { DatacenterInfo } from './datacenter-client.ts'
import { type RunningDatacenter, startDatacenter } from './start-datacenter.ts'

type Started = Result<RunningDatacenter, 'datacenter_unavailable'>

/** The demo's own data centre: started when it is first needed, and again when it has ended. */
export class DemoDatacenter {
  readonly #demo: DemoProgram
  readonly #libraryFolder: string
  #running: RunningDatacenter | undefined
  #starting: Promise<Started> | undefined

  constructor(demo: DemoProgram, libraryFolder: string) {
    this.#demo = demo
    this.#libraryFolder = libraryFolder
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  async start(): Promise<Result<DatacenterInfo, 'datacenter_unavailable'>> {
    if (this.#running !== undefined) return ok(this.#running.info)
    this.#starting ??= startDatacenter(this.#demo, this.#libraryFolder)
    const started = await this.#starting
    this.#starting = undefined
    if (!started.ok) return started
    this.#running = started.value
    void started.value.ended.then(() => {
      this.#running = undefined
    })
    return ok(started.value.info)
  }

  /** Ends the data centre, even while it is starting; resolves when its process has ended. */
  async stop(): Promise<void> {
    const late = await this.#starting
    if (late?.ok === true) await late.value.stop()
    await this.#running?.stop()
  }
}
