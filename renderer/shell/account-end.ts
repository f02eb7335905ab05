import { Emitter } from '#shared/lib/emitter.ts'

/** Emitted when an account has ended for good: whoever holds anything of it in this window forgets it. */
export const onAccountEnd = new Emitter()
