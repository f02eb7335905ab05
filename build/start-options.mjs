// The command line of `npm start`.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export const help = `Watchfloor: operator console for support teams in Telegram group chats

usage: npm start -- [options]

Without options: the account that is signed in, or the demo workspace when there is none; in a window,
or in the browser where no window can be opened.

  --browser               serve the console to the browser, on this machine alone
  --port N                port to serve on (browser; any free one without it)
  --no-open               do not open a browser
  --profile DIR           folder with the account's data and settings
  --account               open the account's workspace even if nobody is signed in yet
  --scenario NAME|FILE    scenario of the demo (demo, empty, large, or a JSON file)
  --datacenter HOST:PORT  join a data centre that runs already; PORT is its control port
  --login PHONE           sign in there as this user, without questions
  --no-preset             do not set the demo's staff and team up: the set-up asks, as for a new account
  --help                  show this

Environment: TELEGRAM_API_ID and TELEGRAM_API_HASH (from https://my.telegram.org),
ELECTRON_OVERRIDE_DIST_PATH (folder of an Electron of your own).
`

/** A command line that cannot be followed; its message is for the user. */
export class UsageError extends Error {}

/**
 * @param {readonly string[]} args
 * @returns {{wantsHelp: boolean, isBrowser: boolean, port: number, shouldOpenBrowser: boolean, profileFolder: string | undefined,
 *   preferAccount: boolean, shouldPresetStaff: boolean, scenario: string | undefined,
 *   datacenter: {host: string, controlPort: number, loginPhone?: string} | undefined}}
 */
export function readStartOptions(args) {
  const values = parse(args)
  if (values.login !== undefined && values.datacenter === undefined) {
    throw new UsageError('--login says who signs in to a data centre: it needs --datacenter')
  }
  if (values.datacenter !== undefined && values.scenario !== undefined) {
    throw new UsageError(
      '--scenario is for the demo that this command starts; with --datacenter one runs already',
    )
  }
  if (values.account && (values.datacenter !== undefined || values.scenario !== undefined)) {
    throw new UsageError('--account opens the real account; leave out --datacenter and --scenario')
  }
  return {
    wantsHelp: values.help ?? false,
    isBrowser: (values.browser ?? false) || values.port !== undefined,
    port: values.port === undefined ? 0 : readPort('--port', values.port, 0),
    shouldOpenBrowser: !(values['no-open'] ?? false),
    profileFolder: values.profile === undefined ? undefined : resolve(values.profile),
    preferAccount: values.account ?? false,
    shouldPresetStaff: !(values['no-preset'] ?? false),
    scenario: values.scenario,
    datacenter: values.datacenter === undefined ? undefined : readDatacenter(values.datacenter, values.login),
  }
}

function parse(args) {
  return readOptions(args, {
    browser: { type: 'boolean' },
    port: { type: 'string' },
    'no-open': { type: 'boolean' },
    profile: { type: 'string' },
    account: { type: 'boolean' },
    scenario: { type: 'string' },
    datacenter: { type: 'string' },
    login: { type: 'string' },
    'no-preset': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  })
}

/**
 * The named options of a command line; anything else in it is a `UsageError`.
 * @template {import('node:util').ParseArgsOptionsConfig} Options
 * @param {readonly string[]} args
 * @param {Options} options
 */
export function readOptions(args, options) {
  try {
    return parseArgs({ args: [...args], strict: true, allowPositionals: false, options }).values
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

function readDatacenter(text, login) {
  const match = /^(?<host>[^:]+|\[[^\]]+\]):(?<port>\d+)$/u.exec(text)
  if (match?.groups === undefined) throw new UsageError(`--datacenter is HOST:PORT, not ${text}`)
  const { host, port } = match.groups
  const datacenter = { host, controlPort: readPort('--datacenter', port, 1) }
  if (login === undefined) return datacenter
  const loginPhone = login.replaceAll(/[\s+()-]/gu, '')
  if (!/^\d{5,15}$/u.test(loginPhone)) throw new UsageError(`--login is a phone number, not ${login}`)
  return { ...datacenter, loginPhone }
}

function readPort(option, text, lowest) {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN
  if (port >= lowest && port <= 65_535) return port
  throw new UsageError(`${option} needs a port from ${lowest} to 65535, not ${text}`)
}
