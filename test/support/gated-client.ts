import type { TdClient } from '#core/telegram/td-client.ts'
import { readTdError } from '#core/telegram/td-error.ts'
import type { TestClient } from './tdlib-client.ts'

/** A client of the core over a test's TDLib; `onAnswer` is waited for before the core has the answer. */
export function createGatedClient(
  client: TestClient,
  onAnswer: (method: string, answer: object) => Promise<void> = async () => undefined,
): TdClient {
  return {
    invoke: async (request) => {
      try {
        const value = await client.invoke<never>(request as never)
        await onAnswer(request._, value)
        return { ok: true, value }
      } catch (error) {
        return { ok: false, refusal: readTdError(error) }
      }
    },
    close: async () => undefined,
  }
}
