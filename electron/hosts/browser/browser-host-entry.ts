import { readLaunchOptions } from '../launch/launch-options.ts'
import { runBrowserHost } from './host.ts'

// The parent process of the browser host, started by the start script.

process.exitCode = await runBrowserHost(readLaunchOptions(process.env))
// Nothing is left to wait for but the terminal's input.
process.exit()
