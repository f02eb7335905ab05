import type { Store } from '../store/store.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { People } from '../telegram/people.ts'

const ownIdFact = 'account.ownId'

/**
 * Restores the account's user id from the last run, so that rows are painted and marks made before TDLib tells the
 * id.
 */
export function restoreOwnId(store: Pick<Store, 'readFact'>, people: People): void {
  const known = store.readFact(ownIdFact)
  if (typeof known === 'number') people.selfId ??= known
}

/** Stores the account's user id when TDLib tells it. Every event is passed here after the event reducer. */
export function keepOwnId(
  event: TelegramEvent,
  store: Pick<Store, 'readFact' | 'saveFact'>,
  people: People,
): void {
  if (event.kind !== 'own_id_told' || people.selfId === undefined) return
  if (store.readFact(ownIdFact) !== people.selfId) store.saveFact(ownIdFact, people.selfId)
}
