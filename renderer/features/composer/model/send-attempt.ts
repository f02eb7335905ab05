/** The same text sent again after a lost answer keeps its id, so the core sends it once. */
export class SendAttempt {
  readonly #createSendId: () => string
  #current: { readonly key: string; readonly sendId: string } | undefined

  constructor(createSendId: () => string) {
    this.#createSendId = createSendId
  }

  /** The id under which `content` is sent; it is compared by its JSON. */
  findSendId(content: readonly unknown[]): string {
    const key = JSON.stringify(content)
    if (this.#current?.key !== key) this.#current = { key, sendId: this.#createSendId() }
    return this.#current.sendId
  }

  /** The core accepted the text: sent once more, it is a new message. */
  end(): void {
    this.#current = undefined
  }
}
