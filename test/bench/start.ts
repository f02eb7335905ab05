import { fileURLToPath } from 'node:url'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { readMoment, runWithBrowser, watchList, type BenchBrowser } from './bench-browser.ts'
import { startBuiltConsole, startServing, type ServingProcess } from './built-console.ts'
import { median, type Benchmark, type Figure } from './figures.ts'
import { chatCount, runWithLargeDatacenter, waitForQuiet } from './large-datacenter.ts'
import { runWithScratchFolder } from './scratch-folder.ts'
import { measureElectron } from './start-electron.ts'

const rounds = 7
const bareEntry = fileURLToPath(new URL('bare/server.mjs', import.meta.url))

/** From the process's start to the list on screen, with the data centre out of reach: it is painted from the cache. */
export const start: Benchmark = {
  name: 'start',
  run: (report) =>
    runWithLargeDatacenter((datacenter) =>
      runWithScratchFolder(async (profileFolder) => {
        await runWithBrowser(async (browser) => {
          await prepareProfile(datacenter, browser, profileFolder)
          await datacenter.call('POST', '/stop')
          await measureBrowserHost(datacenter, browser, profileFolder, report)
        })
        await datacenter.call('POST', '/start')
        await measureElectron(datacenter, report)
      }),
    ),
}

/** One whole run, so that the cache has the list. */
async function prepareProfile(
  datacenter: DatacenterProcess,
  browser: BenchBrowser,
  profileFolder: string,
): Promise<void> {
  const host = await startBuiltConsole(datacenter, profileFolder)
  try {
    const page = await browser.openPage()
    await watchList(page, chatCount)
    await page.goto(host.url)
    await readMoment(page, 'allRowsAtMs')
    await waitForQuiet(datacenter)
    await page.context().close()
  } finally {
    await host.stop()
  }
}

async function measureBrowserHost(
  datacenter: DatacenterProcess,
  browser: BenchBrowser,
  profileFolder: string,
  report: (figure: Figure) => void,
): Promise<void> {
  const console: number[] = []
  const bare: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await measureStart(browser, () => startServing(bareEntry)))
    console.push(await measureStart(browser, () => startBuiltConsole(datacenter, profileFolder)))
  }
  const note = `median of ${rounds}, browser host, Chromium running already`
  report({ name: 'start.list_ms', value: median(console), unit: 'ms', note })
  report({
    name: 'start.bare_ms',
    value: median(bare),
    unit: 'ms',
    note: 'a bare server and page of one row',
  })
  report({
    name: 'start.list_beyond_process_ms',
    value: median(console) - median(bare),
    unit: 'ms',
    goal: { atMost: 300 },
  })
}

async function measureStart(
  browser: BenchBrowser,
  startProcess: () => Promise<ServingProcess>,
): Promise<number> {
  const page = await browser.openPage()
  try {
    await watchList(page, chatCount)
    const host = await startProcess()
    try {
      await page.goto(host.url, { waitUntil: 'commit' })
      return (await readMoment(page, 'firstRowsAtMs')) - host.startedAtMs
    } finally {
      await host.stop()
    }
  } finally {
    await page.context().close()
  }
}
