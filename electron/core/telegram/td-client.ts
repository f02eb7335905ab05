import * as tdl from 'tdl'
import { getTdjson } from 'prebuilt-tdlib'
import type * as Td from 'tdlib-types'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { watchFloodWaits } from './flood-waits.ts'
import { readTdError, type TdFailure } from './td-error.ts'

/** A call that TDLib refused, or that ended because the client was closed meanwhile. */
export type TdRefusal = TdFailure | { readonly kind: 'closed'; readonly message: string }

export type TdResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: TdRefusal }

/** An object that calls of TDLib can be made on. */
export interface TdCaller {
  /** Never rejects when TDLib refuses: the refusal is the value. */
  invoke<Name extends Td.$FunctionName>(
    request: { readonly _: Name } & Td.$FunctionInputByName[Name],
  ): Promise<TdResult<Td.$FunctionResultByName[Name]>>
}

/** One TDLib client, from its first parameters until it is closed. After logging out, a new client is made. */
export interface TdClient extends TdCaller {
  /** Ends TDLib properly; resolves when its files are closed. */
  close(): Promise<void>
}

export interface TdClientOptions {
  /** Called synchronously, in TDLib's order. An exception in it is a bug. */
  readonly onUpdate: (update: Td.Update) => void
}

let loadedLibrary: string | undefined

/** Loads TDLib into this process. A process holds one library for good, so another path is a bug of the caller. */
export function loadTdlib(tdjsonPath: string | undefined): Result<undefined, 'library_already_loaded'> {
  // In a package the library lies beside the archive, because the system's loader does not read archives.
  const path = (tdjsonPath ?? getTdjson()).replace(/app\.asar(?=[\\/])/u, 'app.asar.unpacked')
  if (loadedLibrary === path) return ok()
  if (loadedLibrary !== undefined) {
    return fail('library_already_loaded', `this process already uses ${loadedLibrary}`)
  }
  tdl.configure({ tdjson: path, verbosityLevel: 0 })
  loadedLibrary = path
  watchFloodWaits()
  return ok()
}

export function createTdClient(options: TdClientOptions): TdClient {
  const client = tdl.createBareClient()
  // Either a handler threw or the library failed: both are bugs. Thrown here, the error would only end the library's
  // loop.
  client.on('error', (error) => {
    queueMicrotask(() => {
      throw error
    })
  })
  client.on('update', options.onUpdate)
  return {
    invoke: async (request) => {
      if (client.isClosed()) return closed()
      try {
        return { ok: true, value: await client.invoke<never>(request as never) }
      } catch (error) {
        if (client.isClosed() && !(error instanceof tdl.TDLibError)) return closed()
        const refusal = readTdError(error)
        // TDLib answers the calls under way with this error when it closes.
        const isAborted =
          refusal.kind === 'refused' && refusal.code === 500 && refusal.message === 'Request aborted'
        return isAborted ? closed() : { ok: false, refusal }
      }
    },
    close: async () => {
      if (!client.isClosed()) await client.close()
    },
  }
}

function closed(): { readonly ok: false; readonly refusal: TdRefusal } {
  return { ok: false, refusal: { kind: 'closed', message: 'TDLib is closed' } }
}
