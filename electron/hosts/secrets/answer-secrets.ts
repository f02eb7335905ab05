import type { SecretStore } from '#core/core-options.ts'
import type { FromCore, ToCore } from '../process/core-messages.ts'

/** Answers a core process's requests for the secrets that its host keeps; messages of other kinds are ignored. */
export async function answerSecretRequest(
  secrets: SecretStore,
  message: FromCore,
  send: (message: ToCore) => void,
): Promise<void> {
  if (!isSecretRequest(message)) return
  const { id } = message
  try {
    const value = await perform(secrets, message)
    send({ kind: 'secret_answer', id, ...(value === undefined ? {} : { value }) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
    send({
      kind: 'secret_answer',
      id,
      error: error instanceof Error ? error.message : String(error),
      ...(code === undefined ? {} : { code }),
    })
  }
}

type SecretRequest = Extract<FromCore, { readonly kind: `secret_${string}` }>

function isSecretRequest(message: FromCore): message is SecretRequest {
  return message.kind.startsWith('secret_')
}

async function perform(secrets: SecretStore, request: SecretRequest): Promise<string | undefined> {
  switch (request.kind) {
    case 'secret_read':
      return secrets.read(request.name)
    case 'secret_write':
      await secrets.write(request.name, request.value)
      return undefined
    case 'secret_remove':
      await secrets.remove(request.name)
      return undefined
    case 'secret_set_aside':
      await secrets.setAsideIfDamaged()
      return undefined
  }
}
