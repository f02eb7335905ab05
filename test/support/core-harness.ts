import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { MessageChannel } from 'node:worker_threads'
import { pino } from 'pino'
import { openCore } from '#core/create-core.ts'
import type { Core, CoreOptions } from '#core/core-options.ts'
import { SystemClock } from '#core/system-clock.ts'
import { createMessagePortEndpoint } from '#hosts/endpoints/message-port-endpoint.ts'
import { createFileSecretStore } from '#hosts/secrets/file-secret-store.ts'
import type { DatacenterProcess } from './datacenter-process.ts'
import { TestWindow } from './test-window.ts'

export interface HarnessOptions {
  readonly datacenter: Pick<DatacenterProcess, 'tdjsonPath' | 'mtprotoPort' | 'controlPort'>
  /** Logs in by itself as this person; absent: by hand. */
  readonly loginPhone?: string
  /** Kept when given; absent: a fresh one, removed by `dispose`. */
  readonly profileFolder?: string
  readonly options?: Partial<CoreOptions>
}

/** A core in this process with a window, on real files. */
export interface CoreHarness {
  readonly core: Core
  readonly window: TestWindow
  readonly profileFolder: string
  /** What the core logged so far. */
  readLog(): string
  /** Another window of the same core. */
  openWindow(): Promise<TestWindow>
  /** Closes the core and keeps its files. */
  close(): Promise<void>
  /** Closes the core and removes files that were made for it. */
  dispose(): Promise<void>
}

export function makeCoreOptions(
  settings: HarnessOptions,
  profileFolder: string,
  log: CoreOptions['log'],
): CoreOptions {
  const { tdjsonPath, mtprotoPort, controlPort } = settings.datacenter
  return {
    workspace: 'account',
    host: 'browser',
    build: 'test',
    profile: 'test',
    profileFolder,
    clock: new SystemClock(),
    log,
    secrets: createFileSecretStore(profileFolder),
    datacenter: {
      tdjsonPath,
      host: '127.0.0.1',
      mtprotoPort,
      controlPort,
      ...(settings.loginPhone === undefined ? {} : { loginPhone: settings.loginPhone }),
    },
    ...settings.options,
  }
}

export async function openHarness(settings: HarnessOptions): Promise<CoreHarness> {
  const profileFolder = settings.profileFolder ?? mkdtempSync(join(tmpdir(), 'watchfloor-core-'))
  const lines: string[] = []
  const log = pino(
    { level: 'debug' },
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        lines.push(chunk.toString())
        done()
      },
    }),
  )
  const opened = await openCore(makeCoreOptions(settings, profileFolder, log))
  if (!opened.ok) throw new Error(`the core did not open: ${opened.error.code}: ${opened.error.message}`)
  const core = opened.value
  const windows: TestWindow[] = []
  const openWindow = async (): Promise<TestWindow> => {
    const { port1, port2 } = new MessageChannel()
    core.connect(createMessagePortEndpoint(port1))
    const window = new TestWindow(createMessagePortEndpoint(port2), () => lines.slice(-20).join(''))
    windows.push(window)
    await window.start()
    return window
  }
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= (async () => {
      for (const window of windows) window.close()
      await core.close()
    })()
    return closing
  }
  return {
    core,
    window: await openWindow(),
    profileFolder,
    readLog: () => lines.join(''),
    openWindow,
    close,
    dispose: async () => {
      await close()
      if (settings.profileFolder === undefined) rmSync(profileFolder, { recursive: true, force: true })
    },
  }
}
