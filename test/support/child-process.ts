import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'

/** A program that runs beside a test, with its lines kept for waiting and for failure messages. */
export interface RunningProgram {
  readonly child: ChildProcess
  /** All that it printed so far, both streams. */
  output(): string
  /** The first line of standard output, past or future, that matches; rejects when the program ends before. */
  waitForLine(pattern: RegExp): Promise<RegExpExecArray>
  /** Asks it to end (SIGTERM unless told) and resolves when it has. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

export function startProgram(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): RunningProgram {
  const child = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const printed: string[] = []
  const waiters = new Set<{ look: () => boolean; reject: (error: Error) => void }>()
  let hasEnded = false
  const ended = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      hasEnded = true
      for (const waiter of waiters) waiter.reject(new Error(`${command} ${why}:\n${printed.join('')}`))
      waiters.clear()
      resolve()
    }
    child.once('error', (error) => end(`did not start (${error.message})`))
    child.once('exit', (code, signal) => end(`ended with ${code ?? signal}`))
  })
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    printed.push(`${line}\n`)
    for (const waiter of waiters) if (waiter.look()) waiters.delete(waiter)
  })
  return {
    child,
    output: () => printed.join(''),
    waitForLine: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): boolean => {
          for (const line of lines) {
            const match = pattern.exec(line)
            if (match === null) continue
            resolve(match)
            return true
          }
          return false
        }
        if (look()) return
        if (hasEnded) reject(new Error(`${command} has ended:\n${printed.join('')}`))
        else waiters.add({ look, reject })
      }),
    stop: async (signal = 'SIGTERM') => {
      if (!hasEnded) child.kill(signal)
      await ended
    },
  }
}
