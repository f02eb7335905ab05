import { homedir } from 'node:os'
import { posix, win32 } from 'node:path'

/**
 * Where profiles live on a platform when the user names no folder:
 * `$XDG_DATA_HOME/watchfloor`, `~/Library/Application Support/Watchfloor` or `%APPDATA%\Watchfloor`, each with `profiles/NAME`.
 */
export function defaultProfileFolder(
  name: string,
  platform: NodeJS.Platform = process.platform,
  env: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32') {
    return win32.join(env.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Watchfloor', 'profiles', name)
  }
  if (platform === 'darwin') {
    return posix.join(home, 'Library', 'Application Support', 'Watchfloor', 'profiles', name)
  }
  const xdg = env.XDG_DATA_HOME
  // The specification says to ignore a relative path.
  const data = xdg !== undefined && posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share')
  return posix.join(data, 'watchfloor', 'profiles', name)
}
