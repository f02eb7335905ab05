import type { SecretStore } from '#core/core-options.ts'
import type { FromCore, ToCore } from '../process/core-messages.ts'

/** Answers a core process's requests for the secrets that its host keeps; messages of other kinds are ignored. */
export async function answerSecretRequest(
  secrets: SecretStore,
  message: FromCore,
  send: (message: ToCore) => void,
): Promise<void> {
  if (message.kind !== 'secret_read' && message.kind !== 'secret_write' && message.kind !== 'secret_remove') {
    return
  }
  const { id, name } = message
  try {
    let value: string | undefined
    if (message.kind === 'secret_read') value = await secrets.read(name)
    else if (message.kind === 'secret_write') await secrets.write(name, message.value)
    else await secrets.remove(name)
    send({ kind: 'secret_answer', id, ...(value === undefined ? {} : { value }) })
  } catch (error) {
    send({ kind: 'secret_answer', id, error: error instanceof Error ? error.message : String(error) })
  }
}
