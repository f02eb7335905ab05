import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { describeError } from '../demo/datacenter-client.ts'
import { childEnvironment } from '../launch/child-environment.ts'
import type { OneTimeToken } from '../process/core-messages.ts'
import { formatEntryUrl } from './access.ts'

/**
 * Opens the console in the user's browser, where there is a screen and a program to open it. The address has a token,
 * and every user of a machine can read the command lines of all: so the browser is given a file that only its owner
 * can read and that leads on to the address. The file is gone when the token is used or has expired.
 */
export class BrowserOpener {
  readonly #clock: Clock
  readonly #path: string
  #cancelRemoval: Cancel = () => undefined

  /** `folder` is the profile's, in which one console works at a time. */
  constructor(clock: Clock, folder: string) {
    this.#clock = clock
    this.#path = join(folder, 'open-console.html')
  }

  open(port: number, { expiresAtMs, token }: OneTimeToken): void {
    const opener = findOpener()
    if (opener === undefined) return
    this.removeFile()
    if (!this.#writeFile(formatEntryUrl(port, token))) return
    this.#cancelRemoval = this.#clock.schedule(expiresAtMs, () => {
      this.removeFile()
    })
    start(opener, this.#path)
  }

  /** False when it cannot be written; what a killed host left is gone, and a file of somebody else is not touched. */
  #writeFile(url: string): boolean {
    try {
      writeFileSync(this.#path, renderEntryFile(url), { mode: 0o600, flag: 'wx' })
      return true
    } catch (error) {
      process.stderr.write(
        `No browser was opened (${describeError(error)}); open the address above yourself.\n`,
      )
      return false
    }
  }

  removeFile(): void {
    this.#cancelRemoval()
    rmSync(this.#path, { force: true })
  }
}

function renderEntryFile(url: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="dark light" />
    <meta name="referrer" content="no-referrer" />
    <meta http-equiv="refresh" content="0; url=${url}" />
    <title>Watchfloor</title>
  </head>
  <body><a href="${url}">Watchfloor</a></body>
</html>
`
}

function start([program, ...args]: readonly [string, ...string[]], path: string): void {
  const child = spawn(program, [...args, path], {
    detached: true,
    stdio: 'ignore',
    env: childEnvironment(),
  })
  child.once('error', () => {
    process.stderr.write('No program to open a browser with was found; open the address above yourself.\n')
  })
  child.unref()
}

function findOpener(): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open']
  if (process.platform === 'win32') return ['explorer.exe']
  const { DISPLAY, WAYLAND_DISPLAY } = process.env
  return DISPLAY === undefined && WAYLAND_DISPLAY === undefined ? undefined : ['xdg-open']
}
