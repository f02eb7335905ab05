import type { SecretStore } from '#core/core-options.ts'
import type { FromCore, ToCore } from '../process/core-messages.ts'

type SecretRequest = FromCore & {
  readonly kind: 'secret_read' | 'secret_write' | 'secret_remove' | 'secret_set_aside'
}
/** A request that has no number yet. */
type Numberless<R> = R extends unknown ? Omit<R, 'id'> : never

export interface RemoteSecretStore extends SecretStore {
  /** Has to be called with every message of the host. */
  take(message: ToCore): void
}

/** The core's side of secrets that its host keeps. */
export function createRemoteSecretStore(send: (message: FromCore) => void): RemoteSecretStore {
  const waiting = new Map<number, (answer: ToCore & { readonly kind: 'secret_answer' }) => void>()
  let lastId = 0

  const ask = (request: Numberless<SecretRequest>): Promise<string | undefined> =>
    new Promise((resolve, reject) => {
      lastId += 1
      const id = lastId
      waiting.set(id, ({ value, error, code }) => {
        waiting.delete(id)
        if (error === undefined) resolve(value)
        else reject(Object.assign(new Error(error), code === undefined ? {} : { code }))
      })
      send({ ...request, id })
    })

  return {
    take: (message) => {
      if (message.kind === 'secret_answer') waiting.get(message.id)?.(message)
    },
    read: (name) => ask({ kind: 'secret_read', name }),
    write: async (name, value) => {
      await ask({ kind: 'secret_write', name, value })
    },
    remove: async (name) => {
      await ask({ kind: 'secret_remove', name })
    },
    setAsideIfDamaged: async () => {
      await ask({ kind: 'secret_set_aside' })
    },
  }
}
