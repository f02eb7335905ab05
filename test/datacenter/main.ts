import { parseArgs } from 'node:util'
import { builtInScenarios } from './scenarios/load-scenario.ts'
import { defaultLibraryCache, startDatacenter } from './start-datacenter.ts'
import type { DatacenterOptions } from './start-datacenter.ts'

const help = `A Telegram data centre on this machine, for demos and tests.

usage: npm run datacenter -- [options]

  --scenario NAME|FILE   what is in it: ${builtInScenarios.join(', ')}, large:CHATSxMESSAGES, or a file (default: demo)
  --port N               MTProto port on loopback, 0 for any free one (default: 0)
  --control N            port of the control API, 0 for any free one (default: 0)
  --traffic on|off       whether the scenario's people write by themselves (default: on)
  --library-cache DIR    where the copies of TDLib and the data centre's key are kept (default: ${defaultLibraryCache})
  --help

When it is ready it prints one line of JSON: the ports, its public key, and the path of the TDLib that trusts it.
It runs until it gets SIGINT or SIGTERM. test/datacenter/control/README.md says how to drive it.
`

function readOptions(args: readonly string[]): DatacenterOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      scenario: { type: 'string', default: 'demo' },
      port: { type: 'string', default: '0' },
      control: { type: 'string', default: '0' },
      traffic: { type: 'string', default: 'on' },
      'library-cache': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  if (values.traffic !== 'on' && values.traffic !== 'off') throw new Error('--traffic is on or off')
  const libraryCache = values['library-cache']
  return {
    scenario: values.scenario,
    port: readPort('--port', values.port),
    controlPort: readPort('--control', values.control),
    traffic: values.traffic === 'on',
    ...(libraryCache === undefined ? {} : { libraryCache }),
  }
}

function readPort(name: string, text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`${name} is a number from 0 to 65535, got ${text}`)
  return port
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(help)
    return
  }
  const datacenter = await startDatacenter(options)
  process.stdout.write(`${JSON.stringify(datacenter.info)}\n`)
  const stop = (): void => {
    datacenter.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 2
}
