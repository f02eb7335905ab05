/** Bytes that are not TL of our schema, or a value that cannot be written as its type; the message names the path. */
export class TlError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'TlError'
  }
}
