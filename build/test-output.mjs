// What checks that run side by side print, one after another.

/**
 * Shows the output of one part at a time: the part that began first as it comes, the others' when they have their turn.
 * Nothing is lost and no two parts are mixed.
 */
export class OutputTurns {
  #write
  /** @type {{chunks: (string | Uint8Array)[], hasEnded: boolean}[]} in the order in which they began */
  #parts = []

  /** @param {(chunk: string | Uint8Array) => void} write */
  constructor(write) {
    this.#write = write
  }

  /** @returns {{write: (chunk: string | Uint8Array) => void, end: () => void}} */
  begin() {
    const part = { chunks: [], hasEnded: false }
    this.#parts.push(part)
    return {
      write: (chunk) => {
        part.chunks.push(chunk)
        this.#show()
      },
      end: () => {
        part.hasEnded = true
        this.#show()
      },
    }
  }

  #show() {
    for (let part = this.#parts[0]; part !== undefined; part = this.#parts[0]) {
      for (const chunk of part.chunks.splice(0)) this.#write(chunk)
      if (!part.hasEnded) return
      this.#parts.shift()
    }
  }
}
