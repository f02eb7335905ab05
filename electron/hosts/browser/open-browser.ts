import { spawn } from 'node:child_process'

/**
 * Opens an address in the user's browser where there is a screen and a program to open it. Otherwise nothing
 * happens, because the address is printed too.
 */
export function openBrowser(url: string): void {
  const command = findOpener()
  if (command === undefined) return
  const [program, ...args] = command
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' })
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
