import type { Dialogue } from './dialogue.ts'
import type { Random } from './random.ts'

/** Draws each dialogue once before any comes again. */
export class Deck {
  readonly #all: readonly Dialogue[]
  readonly #random: Random
  #left: Dialogue[] = []

  constructor(all: readonly Dialogue[], random: Random) {
    this.#all = all
    this.#random = random
  }

  draw(): Dialogue {
    if (this.#left.length === 0) this.#left = this.#random.shuffle(this.#all)
    const dialogue = this.#left.pop()
    if (dialogue === undefined) throw new Error('the deck has no dialogues')
    return dialogue
  }
}
