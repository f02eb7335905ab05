import type { BrowserContext, Page } from '@playwright/test'
import { expect, rows, test } from './support/console-fixture.ts'
import { answer, findQuiet, openByName, write } from './support/customers.ts'

interface Told {
  readonly title: string
  readonly body: string
  readonly atMs: number
}

/** A tab in which the system's notifications are kept instead of shown. */
async function openListeningTab(context: BrowserContext, url: string): Promise<Page> {
  await context.grantPermissions(['notifications'])
  const page = await context.newPage()
  await page.addInitScript(() => {
    const told: unknown[] = []
    class KeptNotification extends EventTarget {
      static readonly permission = 'granted'
      readonly title: string
      readonly body: string
      readonly atMs = Date.now()
      constructor(title: string, { body = '' }: { readonly body?: string }) {
        super()
        this.title = title
        this.body = body
        told.push(this)
      }
      close(): void {
        this.dispatchEvent(new Event('close'))
      }
    }
    Object.assign(globalThis, { Notification: KeptNotification, told })
  })
  await page.goto(url)
  await expect(rows(page).first()).toBeVisible()
  return page
}

function readTold(page: Page): Promise<readonly Told[]> {
  return page.evaluate(() =>
    (globalThis as unknown as { told: Told[] }).told.map(({ title, body, atMs }) => ({ title, body, atMs })),
  )
}

async function waitForTold(page: Page, title: string | RegExp): Promise<Told> {
  const find = async (): Promise<Told | undefined> =>
    (await readTold(page)).find((one) =>
      typeof title === 'string' ? one.title === title : title.test(one.title),
    )
  await expect.poll(find).toBeDefined()
  const found = await find()
  if (found === undefined) throw new Error('it was told a moment ago')
  return found
}

test.afterEach(async ({ signedInContext }) => {
  await signedInContext.clearPermissions()
})

test('a message is told after a second, and a click opens its chat', async ({
  signedInContext,
  watchfloor,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  const page = await openListeningTab(signedInContext, new URL('/', watchfloor.url).href)
  const text = `the shop is slow ${Date.now()}`
  const writtenAtMs = Date.now()
  await write(datacenter, customer, text)
  const told = await waitForTold(page, customer.title)
  expect(told.body).toContain(text)
  expect(told.atMs - writtenAtMs).toBeGreaterThanOrEqual(1_000)
  expect(told.atMs - writtenAtMs).toBeLessThan(5_000)
  await page.evaluate((title) => {
    const all = (globalThis as unknown as { told: (EventTarget & Told)[] }).told
    all.find((one) => one.title === title)?.dispatchEvent(new Event('click'))
  }, customer.title)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(customer.title)
  await answer(datacenter, customer)
  await page.close()
})

test('nothing is told of the chat that is on screen, nor of what is read at once', async ({
  signedInContext,
  watchfloor,
  datacenter,
}) => {
  const [open, other] = await findQuiet(datacenter, 2)
  const page = await openListeningTab(signedInContext, new URL('/', watchfloor.url).href)
  await openByName(page, open)
  await write(datacenter, open, 'you see this')
  await write(datacenter, other, 'you do not see this')
  await waitForTold(page, other.title)
  expect((await readTold(page)).map(({ title }) => title)).not.toContain(open.title)
  await answer(datacenter, open, other)
  await page.close()
})

test('a chat that turns red is told of once, with its minutes', async ({
  signedInContext,
  watchfloor,
  datacenter,
}) => {
  const [turning, other] = await findQuiet(datacenter, 2)
  const page = await openListeningTab(signedInContext, new URL('/', watchfloor.url).href)
  await write(datacenter, turning, 'hello?', { agoS: 600 - 4 })
  const title = `${turning.title} has been waiting for 10 minutes`
  await waitForTold(page, title)
  await write(datacenter, turning, 'hello???')
  await waitForTold(page, turning.title)
  await write(datacenter, other, 'a word')
  await waitForTold(page, other.title)
  // Of another chat it may be told meanwhile, too.
  expect((await readTold(page)).filter((one) => one.title === title)).toHaveLength(1)
  await answer(datacenter, turning, other)
  await page.close()
})
