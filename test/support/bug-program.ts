import { writeSync } from 'node:fs'
import { createLogger } from '#hosts/process/create-logger.ts'
import { exitOnBugs } from '#hosts/process/run-core.ts'
import { OwnPresence } from '#core/team/presence/own-presence.ts'
import { SystemClock } from '#core/system-clock.ts'
import { ok } from '#shared/lib/result.ts'

// A core's process with a part in it whose work rejects, or throws, where nobody waits for it; it goes on running
// unless something ends it.

const bugs: Readonly<Record<string, () => Promise<never>>> = {
  rejects: () => Promise.reject(new Error('what the part met')),
  throws: () => {
    queueMicrotask(() => {
      throw new Error('what the part met')
    })
    return new Promise<never>(() => undefined)
  },
}
const bug = bugs[process.argv[2] ?? '']
if (bug === undefined) throw new Error('usage: bug-program.ts rejects|throws')

exitOnBugs(createLogger('core', { write: (line) => writeSync(process.stdout.fd, line) }))
const part = new OwnPresence({
  clock: new SystemClock(),
  store: { readFact: () => undefined, saveFact: () => ok() },
  client: () => ({ invoke: bug }),
  channelId: () => -1,
  readWanted: () => ({ chatId: 1, isWriting: false }),
  write: () => ({ text: '', entities: [] }),
  isPresence: () => false,
})
part.consider()
setInterval(() => undefined, 60_000)
