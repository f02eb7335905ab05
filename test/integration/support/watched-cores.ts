import type { composeCore, ComposedCore } from '#core/composition/compose-core.ts'

/** The insides of a core that runs in this process, and what its team log answered. */
export interface WatchedCore {
  readonly parts: ComposedCore
  /** Events that it took and said `ok` to, by id, with their types. */
  readonly taken: ReadonlyMap<string, string>
  /** Events of which it told that they came to nothing. */
  readonly refused: ReadonlySet<string>
}

const watched = new Map<string, WatchedCore>()

/** The newest core of a profile. */
export function findCore(profileFolder: string): WatchedCore {
  const found = watched.get(profileFolder)
  if (found === undefined) throw new Error(`no core was opened on ${profileFolder}`)
  return found
}

/** The same core as without it; they are remembered, and so is what the team log answers. */
export function watchCores(create: typeof composeCore): typeof composeCore {
  return (core, store, opened) => {
    const parts = create(core, store, opened)
    const { teamLog } = parts.team
    const taken = new Map<string, string>()
    const refused = new Set<string>()
    const post = teamLog.post.bind(teamLog)
    Object.assign(teamLog, {
      post: (...input: Parameters<typeof post>) => {
        const answer = post(...input)
        if (answer.ok) taken.set(answer.value.id, input[0].type)
        return answer
      },
    })
    teamLog.onRefused((id) => refused.add(id))
    watched.set(core.profileFolder, { parts, taken, refused })
    return parts
  }
}
