import type { SessionView } from '#shared/contract/entities/session.ts'
import type { SessionState } from './session-state.ts'

type Waits = readonly NonNullable<SessionView['waits']>[number][]

/** Shows the requests that Telegram makes wait. Publishes only when they change. */
export function showWaits(session: SessionState, waits: Waits): void {
  const before = session.view.waits ?? []
  const isSame =
    before.length === waits.length &&
    waits.every(({ limit, untilMs }, index) => {
      const one = before[index]
      return one?.limit === limit && one.untilMs === untilMs
    })
  if (isSame) return
  const { waits: _before, ...rest } = session.view
  session.replace(waits.length === 0 ? rest : { ...rest, waits: [...waits] })
}
