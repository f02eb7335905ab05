import { readLaunchOptions } from '../launch/launch-options.ts'
import { ignoreLostOutput } from '../process/print.ts'
import { runBrowserHost } from './host.ts'

// The parent process of the browser host, started by the start script.

ignoreLostOutput()
process.exitCode = await runBrowserHost(readLaunchOptions(process.env))
// Only the terminal's input still keeps the process alive.
process.exit()
