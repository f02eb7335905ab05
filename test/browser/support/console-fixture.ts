import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { chromium } from 'playwright'
import { findChromium } from '../../support/chromium.ts'
import { startConsole, type ConsoleProcess } from '../../support/console-process.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../../support/datacenter-process.ts'

/** The duty administrator of the demo scenario. */
export const dutyPhone = '79000000001'

interface WorkerFixtures {
  /** The console has left the demo's team: rules, marks and staff are its own, and all may be changed. */
  readonly worksAlone: boolean
  readonly datacenter: DatacenterProcess
  /** A console on the data centre, signed in as the duty administrator. */
  readonly watchfloor: ConsoleProcess
  readonly signedInContext: BrowserContext
}

interface TestFixtures {
  /** A tab of the signed-in console whose list is there. */
  readonly tab: Page
}

/** Opens the console in a tab; what it breaks of its own security policy fails the test. */
export async function openTab(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage()
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(globalThis, { policyViolations: violations })
    document.addEventListener('securitypolicyviolation', (event) => {
      violations.push(`${event.violatedDirective} ${event.blockedURI}`)
    })
  })
  await page.goto(url)
  return page
}

export async function readPolicyViolations(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => (globalThis as unknown as { policyViolations: string[] }).policyViolations)
}

export async function launchContext(): Promise<BrowserContext> {
  const launch = await findChromium()
  const browser = await chromium.launch(launch)
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' })
  context.once('close', () => void browser.close())
  return context
}

/** Leaves the team in the settings, as a user would. */
async function leaveTeam(page: Page): Promise<void> {
  await expect(page.getByRole('switch', { name: 'On duty' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Control+Comma')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name: 'Team', exact: true }).click()
  await settings.getByRole('button', { name: 'Work alone…' }).click()
  await expect(page.getByRole('dialog', { name: /^Work without/u })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(settings.getByRole('heading', { name: 'Use a group you have' })).toBeVisible()
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  worksAlone: [false, { option: true, scope: 'worker' }],
  datacenter: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to learn what is needed.
    async ({}, use) => {
      const datacenter = await startDatacenterProcess(['--scenario', 'demo', '--traffic', 'off'])
      await use(datacenter)
      await datacenter.stop()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  watchfloor: [
    async ({ datacenter }, use) => {
      const running = await startConsole({ controlPort: datacenter.controlPort, login: dutyPhone })
      await use(running)
      await running.stop()
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  signedInContext: [
    async ({ watchfloor, worksAlone }, use) => {
      const context = await launchContext()
      const first = await openTab(context, watchfloor.url)
      await expect(rows(first).first()).toBeVisible({ timeout: 60_000 })
      if (worksAlone) await leaveTeam(first)
      await first.close()
      await use(context)
      await context.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  tab: async ({ watchfloor, signedInContext, datacenter }, use) => {
    await datacenter.call('DELETE', '/faults')
    const page = await openTab(signedInContext, new URL('/', watchfloor.url).href)
    await expect(rows(page).first()).toBeVisible()
    await use(page)
    expect(await readPolicyViolations(page)).toEqual([])
    await page.close()
  },
})

export function rows(page: Page): Locator {
  return page.getByRole('listbox').getByRole('option')
}

export function rowOf(page: Page, title: string): Locator {
  return rows(page).filter({ hasText: title }).first()
}

export function composerOf(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Message' })
}

export function messagesOf(page: Page): Locator {
  return page.locator('[data-message-id]')
}

/** Opens a chat by its title through the list; it must be among the rows on screen. */
export async function openChat(page: Page, title: string): Promise<void> {
  await rowOf(page, title).click()
  await expect(composerOf(page)).toBeVisible()
  await expect(messagesOf(page).first()).toBeVisible()
}

export interface SeenMessage {
  readonly number: number
  readonly text: string
}

/** What the data centre has in a chat, newest last. */
export async function readChat(
  datacenter: DatacenterProcess,
  chatId: string,
): Promise<readonly SeenMessage[]> {
  const answer = await datacenter.call<{ messages: SeenMessage[] }>(
    'GET',
    `/chats/${chatId}/messages?limit=30`,
  )
  return answer.messages
}

export { expect }
