import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { childEnvironment } from '../launch/child-environment.ts'
import type { DemoProgram } from '../launch/launch-options.ts'
import { parseDatacenterInfo, type DatacenterInfo } from './datacenter-client.ts'

export interface RunningDatacenter {
  readonly info: DatacenterInfo
  /** Resolves when the data centre's process has ended, for any reason. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

const readyWithinMs = 60_000
const stopWithinMs = 5_000
const keptOutputLength = 4_000
/** Any free ports. */
const serveArgs = ['--port', '0', '--control', '0'] as const

/**
 * Starts the demo's data centre in a process of its own and waits until it serves. It ends with this process,
 * however that ends: the guard module watches the channel between them. `libraryFolder` keeps its copy of TDLib.
 */
export function startDatacenter(
  demo: DemoProgram,
  libraryFolder: string,
): Promise<Result<RunningDatacenter, 'datacenter_unavailable'>> {
  const child = spawnDatacenter(demo, libraryFolder)
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve()
    })
    child.once('error', () => {
      resolve()
    })
  })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const overdue = setTimeout(() => child.kill('SIGKILL'), stopWithinMs)
    await ended
    clearTimeout(overdue)
  }
  return new Promise((resolve) => {
    const overdue = setTimeout(() => {
      refuse(`it was not ready within ${readyWithinMs / 1_000} s`)
      void stop()
    }, readyWithinMs)
    const readOutput = followOutput(child, (info) => {
      clearTimeout(overdue)
      resolve(ok({ info, ended, stop }))
    })
    const refuse = (why: string): void => {
      clearTimeout(overdue)
      const message = `The demo's data centre did not start: ${why}\n${readOutput()}`
      resolve(fail('datacenter_unavailable', message.trimEnd()))
    }
    child.once('error', (error) => {
      refuse(error.message)
    })
    child.once('close', (code, signal) => {
      refuse(`it ended with ${code ?? signal ?? 'no code'}`)
    })
  })
}

function spawnDatacenter(demo: DemoProgram, libraryFolder: string): ChildProcess {
  const guard = ['--import', pathToFileURL(demo.guard).href]
  const options = ['--scenario', demo.scenario, '--library-cache', libraryFolder]
  return spawn(demo.node, [...guard, demo.entry, ...serveArgs, ...options], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: childEnvironment(),
    // The data centre has its own process group: Ctrl+C reaches the host alone, which ends the core before
    // the data centre.
    detached: process.platform !== 'win32',
    windowsHide: true,
  })
}

/** Waits for the data centre's report that it serves. The returned function gives the end of its other output. */
function followOutput(
  { stderr, stdout }: ChildProcess,
  onServing: (info: DatacenterInfo) => void,
): () => string {
  if (stdout === null || stderr === null) throw new Error('the data centre has no output')
  let output = ''
  const keep = (text: string): void => {
    output = (output + text).slice(-keptOutputLength)
  }
  stderr.setEncoding('utf8').on('data', keep)
  createInterface({ input: stdout }).on('line', (line) => {
    const info = parseDatacenterInfo(line)
    if (info === undefined) keep(`${line}\n`)
    else onServing(info)
  })
  return () => output
}
