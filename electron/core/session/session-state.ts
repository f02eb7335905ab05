import type { SessionView } from '#shared/contract/entities/session.ts'
import type { PatchOp } from '#shared/contract/patches.ts'

export interface SessionState {
  readonly view: SessionView
  update(changes: Partial<SessionView>): void
  /** Replaces the whole view. Needed to remove an optional field, which `update` cannot do. */
  replace(next: SessionView): void
}

/** The one SessionView of this core; every change is published. */
export function createSessionState(
  initial: SessionView,
  publish: (ops: readonly PatchOp[]) => void,
): SessionState {
  let view = initial
  const replace = (next: SessionView): void => {
    view = next
    publish([{ op: 'session', value: view }])
  }
  return {
    get view() {
      return view
    },
    update: (changes) => {
      replace({ ...view, ...changes })
    },
    replace,
  }
}
