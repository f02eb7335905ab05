import type { Store } from '../store/store.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { People } from '../telegram/people.ts'

const ownIdFact = 'account.ownId'

/** Who the account is, from the last run: rows are painted, and marks made, before TDLib says it again. */
export function restoreOwnId(store: Pick<Store, 'readFact'>, people: People): void {
  const known = store.readFact(ownIdFact)
  if (typeof known === 'number') people.selfId ??= known
}

/** Keeps what TDLib says of it; every event comes by here, after it reached the others. */
export function keepOwnId(
  event: TelegramEvent,
  store: Pick<Store, 'readFact' | 'saveFact'>,
  people: People,
): void {
  if (event.kind !== 'own_id_told' || people.selfId === undefined) return
  if (store.readFact(ownIdFact) !== people.selfId) store.saveFact(ownIdFact, people.selfId)
}
