import type { Store } from '../store/store.ts'

const ownIdFact = 'account.ownId'
const standingFact = 'account.standing'

/**
 * How the owner of the data stands to this console while not signed in. `kept`: the session was ended elsewhere, so
 * the data waits for its owner. `leaving`: the owner asked this console to log out, so the data has to go.
 */
type Standing = 'kept' | 'leaving'

/**
 * Whose data the store has. It is on disk before anything is done by it, so that a process that ends between two
 * steps is followed by one that goes on with them.
 */
export class AccountOwner {
  readonly #store: Pick<Store, 'readFact' | 'saveFact'>
  #id: number | undefined
  #standing: Standing | undefined

  constructor(store: Pick<Store, 'readFact' | 'saveFact'>) {
    this.#store = store
  }

  /** Undefined while the store has nobody's data. */
  get id(): number | undefined {
    return this.#id
  }

  get standing(): Standing | undefined {
    return this.#standing
  }

  restore(): void {
    const id = this.#store.readFact(ownIdFact)
    this.#id = typeof id === 'number' ? id : undefined
    const standing = this.#store.readFact(standingFact)
    this.#standing = standing === 'kept' || standing === 'leaving' ? standing : undefined
  }

  /** This person is signed in, and what is stored from here on is theirs. */
  claim(id: number): void {
    if (this.#id === id) return
    this.#id = id
    this.#store.saveFact(ownIdFact, id)
  }

  /** If this does not reach the disk, it holds for this run, and the next one finds out for itself. */
  stand(standing: Standing | undefined): void {
    if (this.#standing === standing) return
    this.#standing = standing
    this.#store.saveFact(standingFact, standing)
  }

  /** The store was emptied. */
  forget(): void {
    this.#id = undefined
    this.#standing = undefined
  }
}
