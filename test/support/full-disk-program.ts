import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { SystemClock } from '#core/system-clock.ts'
import { createFileLogger } from '#hosts/process/create-logger.ts'
import { ignoreLostOutput } from '#hosts/process/print.ts'
import { exitOnBugs } from '#hosts/process/run-core.ts'

// A program that logs or prints much more than there is room for, and says that it came to its end.

const [what, folder = ''] = process.argv.slice(2)
ignoreLostOutput()
// The system ends a process whose file grows over its limit, unless the process takes the error instead.
process.on('SIGXFSZ', () => undefined)
const log = createFileLogger(folder, 'core', new SystemClock())
exitOnBugs(log)
for (let count = 0; count < 500; count += 1) {
  if (what === 'log') log.info({ count }, 'a line that the disk has no room for')
  else process.stderr.write(`line ${count}\n`)
  process.stdout.write(`line ${count}\n`)
}
setTimeout(() => {
  mkdirSync(join(folder, 'done'))
}, 200)
