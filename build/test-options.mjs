// The command line of `npm test`.
import { readOptions, UsageError } from './start-options.mjs'

/** @param {readonly string[]} names of the steps */
export const describeUsage = (names) => `The checks of Watchfloor

usage: npm test -- [options]

Without options: every check. Checks that use different things run side by side.

  --only NAME[,NAME]   these checks alone: ${names.join(', ')}
  --changed            the quick round while working: types, lint, format and dead code of everything, and the tests
                       that concern what changed since the branch left the main one, uncommitted changes included
  --since REF          with --changed: since this commit instead
  --help               show this

What --changed leaves out: unit and datacenter tests are chosen by what they import, so one that only reads a changed
file is not seen. Integration, browser and Electron specs all import or start the whole core; they are chosen by
the table in build/test-areas.mjs, which knows the part that a file belongs to and not what else leans on it. A file
of no part brings a few walks through everything. Nothing replaces a whole \`npm test\` before a change is handed in.
`

/**
 * @param {readonly string[]} args
 * @param {readonly string[]} names of the steps
 * @returns {{wantsHelp: boolean, only: readonly string[] | undefined, isChangedOnly: boolean, since: string | undefined}}
 */
export function readTestOptions(args, names) {
  const values = readOptions(args, {
    only: { type: 'string' },
    changed: { type: 'boolean' },
    since: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  })
  const only = values.only?.split(',')
  const unknown = only?.filter((name) => !names.includes(name)) ?? []
  if (unknown.length > 0)
    throw new UsageError(`no check is called "${unknown.join('", "')}"; there are ${names.join(', ')}`)
  const isChangedOnly = values.changed ?? false
  if (values.since !== undefined && !isChangedOnly) throw new UsageError('--since needs --changed')
  return { wantsHelp: values.help ?? false, only, isChangedOnly, since: values.since }
}
