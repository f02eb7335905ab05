import type { Cancel } from '#shared/lib/clock.ts'
import { fail } from '#shared/lib/result.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamLog } from '../team-ports.ts'
import { emptyState } from './empty-state.ts'

export interface LogParts extends TeamContext {
  readonly channel: TeamChannel
}

/** The log of the chosen channel. */
export function createLog({ channel }: LogParts): TeamLog {
  const changeListeners = new Set<Parameters<TeamLog['onChange']>[0]>()
  const refusalListeners = new Set<Parameters<TeamLog['onRefused']>[0]>()
  const addTo = <Item>(set: Set<Item>, item: Item): Cancel => {
    set.add(item)
    return () => {
      set.delete(item)
    }
  }
  return {
    get channelId() {
      return channel.id
    },
    state: emptyState,
    isReady: false,
    post: () => fail('no_team', 'no team channel is chosen'),
    onChange: (listener) => addTo(changeListeners, listener),
    onRefused: (listener) => addTo(refusalListeners, listener),
  }
}
