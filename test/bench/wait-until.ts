import { setTimeout as sleep } from 'node:timers/promises'

/** Asks again and again until it gives a value; rejects when that takes too long. */
export async function waitUntil<Value>(
  what: string,
  look: () => Value | undefined | Promise<Value | undefined>,
  { everyMs = 20, timeoutMs = 60_000 }: { readonly everyMs?: number; readonly timeoutMs?: number } = {},
): Promise<Value> {
  const endMs = Date.now() + timeoutMs
  for (;;) {
    const value = await look()
    if (value !== undefined) return value
    if (Date.now() > endMs) throw new Error(`waited ${timeoutMs} ms for ${what}`)
    await sleep(everyMs)
  }
}
