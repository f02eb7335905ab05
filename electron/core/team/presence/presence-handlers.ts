import type { CoreContract } from '#shared/contract/core-contract.ts'
import { ok } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { Team } from '../create-team.ts'

export interface PresenceHandlers {
  readonly handlers: Pick<Handlers<CoreContract>, 'presence.set'>
  /** The window is gone, and looks at nothing any more. */
  close(): void
}

/** What one window shows. */
export function createPresenceHandlers({
  team: { presence },
}: {
  readonly team: Pick<Team, 'presence'>
}): PresenceHandlers {
  const window = Symbol('window')
  return {
    handlers: {
      'presence.set': (shown) => {
        presence.set(window, shown)
        return ok()
      },
    },
    close: () => presence.set(window, undefined),
  }
}
