import { readLaunchOptions } from '../launch/launch-options.ts'
import { runBrowserHost } from './host.ts'

// The parent process of the browser host, started by the start script.

const launch = readLaunchOptions(process.env)
if (launch === undefined) {
  process.stderr.write('This part of Watchfloor is started with `npm start -- --browser`.\n')
  process.exitCode = 2
} else {
  process.exitCode = await runBrowserHost(launch)
  // Nothing is left to wait for but the terminal's input.
  process.exit()
}
