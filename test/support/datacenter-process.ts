import { fileURLToPath } from 'node:url'
import { startProgram } from './child-process.ts'

const entry = fileURLToPath(new URL('../datacenter/main.ts', import.meta.url))

/** A data centre in a process of its own, driven through its control API. */
export interface DatacenterProcess {
  readonly controlPort: number
  readonly mtprotoPort: number
  readonly tdjsonPath: string
  readonly publicKeyPem: string
  /** Calls the control API; rejects with the answer's words when it is not a success. */
  call<Answer>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<Answer>
  stop(): Promise<void>
}

export async function startDatacenterProcess(args: readonly string[]): Promise<DatacenterProcess> {
  const program = startProgram(process.execPath, [entry, '--port', '0', '--control', '0', ...args])
  const [line] = await program.waitForLine(/^\{.*\}$/u)
  const info = JSON.parse(line) as Pick<
    DatacenterProcess,
    'controlPort' | 'mtprotoPort' | 'tdjsonPath' | 'publicKeyPem'
  >
  return {
    ...info,
    call: async (method, path, body) => {
      const response = await fetch(`http://127.0.0.1:${info.controlPort}${path}`, {
        method,
        ...(body === undefined
          ? {}
          : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
      return (text === '' ? undefined : JSON.parse(text)) as never
    },
    stop: () => program.stop(),
  }
}
