import { fail, ok, type Result } from '#shared/lib/result.ts'
import { composeCore } from './composition/compose-core.ts'
import { connectWindow } from './composition/connect-window.ts'
import type { Core, CoreOptions, OpenCoreError } from './core-options.ts'
import { openStore } from './store/open-store.ts'
import { acquireProfileLock } from './store/profile-lock.ts'
import { loadTdlib } from './telegram/td-client.ts'

/**
 * Opens a profile: its lock, its store, the list as it was last seen, then TDLib. Windows may connect as soon as the
 * promise resolves; they are painted from the store until TDLib sends updates.
 */
export async function openCore(options: CoreOptions): Promise<Result<Core, OpenCoreError['code']>> {
  const lock = acquireProfileLock(options.profileFolder)
  if (!lock.ok) return lock
  const opened = openStore({
    folder: options.profileFolder,
    clock: options.clock,
    log: options.log,
    build: options.build,
  })
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  const loaded = loadTdlib(options.datacenter?.tdjsonPath)
  if (!loaded.ok) {
    lock.value.release()
    await opened.value.store.close()
    return fail('profile_unwritable', loaded.error.message)
  }
  const core = composeCore(options, opened.value.store, opened.value.opened)
  await core.start()

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await core.close()
    await opened.value.store.close()
    lock.value.release()
  }
  return ok({
    connect: (endpoint) => {
      connectWindow(endpoint, options, core)
    },
    close: () => {
      closing ??= close()
      return closing
    },
  })
}
