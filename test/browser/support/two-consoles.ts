import { type BrowserContext, type Page } from '@playwright/test'
import { type ConsoleProcess, startConsole } from '../../support/console-process.ts'
import {
  expect,
  launchContext,
  openTab,
  readPolicyViolations,
  rows,
  test as base,
} from './console-fixture.ts'
import { colleague } from './customers.ts'

interface WorkerFixtures {
  /** The console of Maria, who is on duty as well, on the same data centre. */
  readonly secondConsole: ConsoleProcess
  readonly secondContext: BrowserContext
}

interface TestFixtures {
  /** A tab of the second console whose list is there. */
  readonly maria: Page
}

/** Two consoles of one team; the first one is Ivan's `tab`. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  secondConsole: [
    async ({ datacenter }, use) => {
      const running = await startConsole({ controlPort: datacenter.controlPort, login: colleague })
      await use(running)
      await running.stop()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  secondContext: [
    async ({ secondConsole }, use) => {
      const context = await launchContext()
      const first = await openTab(context, secondConsole.url)
      await expect(rows(first).first()).toBeVisible({ timeout: 60_000 })
      await first.close()
      await use(context)
      await context.close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  maria: async ({ secondConsole, secondContext }, use) => {
    const page = await openTab(secondContext, new URL('/', secondConsole.url).href)
    await expect(rows(page).first()).toBeVisible()
    await use(page)
    expect(await readPolicyViolations(page)).toEqual([])
    await page.close()
  },
})
