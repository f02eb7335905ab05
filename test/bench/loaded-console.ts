import type { Page } from 'playwright'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { readMoment, runWithBrowser, watchList, type BenchBrowser } from './bench-browser.ts'
import { startBuiltConsole } from './built-console.ts'
import { chatCount, runWithLargeDatacenter, waitForQuiet } from './large-datacenter.ts'
import { listProcessTree, readCommandLine } from '../support/process-tree.ts'
import { runWithScratchFolder } from './scratch-folder.ts'

/** A console with 2,000 chats on screen, complete and at rest. */
export interface LoadedConsole {
  readonly datacenter: DatacenterProcess
  readonly browser: BenchBrowser
  readonly page: Page
  /** From the host's start, with an empty profile, to all chats known on screen. */
  readonly completeAfterMs: number
  readonly corePid: number
  /** Of host, core and browser with all their children, as they are now. */
  listProcesses(): readonly number[]
  /** Of the page that shows the console; it is the largest one of the browser. */
  listRenderers(): readonly number[]
}

export function runWithLoadedConsole<Value>(run: (console: LoadedConsole) => Promise<Value>): Promise<Value> {
  return runWithLargeDatacenter((datacenter) =>
    runWithScratchFolder((profileFolder) =>
      runWithBrowser(async (browser) => {
        const page = await browser.openPage()
        await watchList(page, chatCount)
        const host = await startBuiltConsole(datacenter, profileFolder)
        try {
          await page.goto(host.url, { waitUntil: 'commit' })
          const completeAtMs = await readMoment(page, 'allRowsAtMs')
          await waitForQuiet(datacenter)
          const corePid = listProcessTree(host.pid).find((pid) => pid !== host.pid)
          if (corePid === undefined) throw new Error('the host has no core process')
          return await run({
            datacenter,
            browser,
            page,
            completeAfterMs: completeAtMs - host.startedAtMs,
            corePid,
            listProcesses: () => [...listProcessTree(host.pid), ...listProcessTree(browser.pid)],
            listRenderers: () =>
              listProcessTree(browser.pid).filter((pid) => readCommandLine(pid).includes('--type=renderer')),
          })
        } finally {
          await host.stop()
        }
      }),
    ),
  )
}
