import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startProgram, type RunningProgram } from './child-process.ts'

const entry = fileURLToPath(new URL('../../build/start.mjs', import.meta.url))

export interface ConsoleOptions {
  /** Control port of the data centre to join; absent: the program finds its own workspace. */
  readonly controlPort?: number
  /** Phone number, digits only, to log in as. */
  readonly login?: string
  /** Kept when given, else a fresh one that is removed at the end. */
  readonly profileFolder?: string
  readonly args?: readonly string[]
}

/** The console in the browser host, started as a user starts it. */
export interface ConsoleProcess {
  /** Address with the one-time token. */
  readonly url: string
  readonly profileFolder: string
  readonly program: RunningProgram
  /** Rejects when a bug ended its core meanwhile: the next core may have hidden that from the windows. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

export async function startConsole(options: ConsoleOptions): Promise<ConsoleProcess> {
  const profileFolder = options.profileFolder ?? (await mkdtemp(join(tmpdir(), 'watchfloor-profile-')))
  const program = startProgram(process.execPath, [
    entry,
    '--browser',
    '--no-open',
    '--port',
    '0',
    '--profile',
    profileFolder,
    ...(options.controlPort === undefined ? [] : ['--datacenter', `127.0.0.1:${options.controlPort}`]),
    ...(options.login === undefined ? [] : ['--login', options.login]),
    ...(options.args ?? []),
  ])
  const [, url] = await program.waitForLine(/^Watchfloor: (http:\S+)$/u)
  if (url === undefined) throw new Error('the console printed no address')
  return {
    url,
    profileFolder,
    program,
    stop: async (signal) => {
      await program.stop(signal)
      const bugs = await readBugs(profileFolder)
      if (options.profileFolder === undefined) await rm(profileFolder, { recursive: true, force: true })
      if (bugs.length > 0) throw new Error(`the console met bugs:\n${bugs.join('\n')}`)
    },
  }
}

/** The lines of the cores' logs that tell of one. */
async function readBugs(profileFolder: string): Promise<readonly string[]> {
  const names = await readdir(profileFolder, { recursive: true })
  const logs = names.filter((name) => basename(name) === 'core.log')
  const texts = await Promise.all(logs.map((name) => readFile(join(profileFolder, name), 'utf8')))
  return texts.flatMap((text) => text.split('\n').filter((line) => line.includes('a bug ends the core')))
}
