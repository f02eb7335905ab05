import { Worker } from 'node:worker_threads'
import { ivan, maria } from '../integration/small.ts'
import { openHarness } from './core-harness.ts'
import { expectOk } from './test-window.ts'

// A program whose account comes to its end, and that kills itself a moment later, as a power cut would.

interface EndingTask {
  readonly datacenter: {
    readonly tdjsonPath: string
    readonly mtprotoPort: number
    readonly controlPort: number
  }
  readonly profileFolder: string
  readonly act: 'log_out' | 'end_elsewhere' | 'sign_in_other'
  readonly delayMs: number
}

const [argument = ''] = process.argv.slice(2)
const task = JSON.parse(argument) as EndingTask
const { window } = await openHarness(task)

/** A timer would come only between two steps of this thread; another thread comes in the middle of one. */
const killSoon = (): void => {
  const kill = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${task.delayMs})`
  new Worker(kill, { eval: true }).unref()
}

switch (task.act) {
  case 'log_out':
    await window.waitForSync()
    void window.calls['auth.logOut'](undefined)
    killSoon()
    break
  case 'end_elsewhere': {
    await window.waitForSync()
    const url = `http://127.0.0.1:${task.datacenter.controlPort}/faults`
    await fetch(url, { method: 'POST', body: JSON.stringify({ kind: 'endSessions', user: ivan.phone }) })
    killSoon()
    break
  }
  case 'sign_in_other':
    await window.waitForAuth('wait_phone')
    expectOk(await window.calls['auth.setPhone']({ phone: maria.phone }))
    await window.waitForAuth('wait_code')
    void window.calls['auth.submitCode']({ code: maria.code })
    await window.waitForAuth('ready')
    killSoon()
}
