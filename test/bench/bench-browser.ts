import { chromium, type BrowserServer, type Page } from 'playwright'
import { findChromium } from '../support/chromium.ts'

/** A running Chromium, headless, with a window of the console's usual size. */
export interface BenchBrowser {
  /** Of the browser process; renderers and the rest are below it. */
  readonly pid: number
  openPage(): Promise<Page>
}

export async function runWithBrowser<Value>(run: (browser: BenchBrowser) => Promise<Value>): Promise<Value> {
  const server: BrowserServer = await chromium.launchServer({ ...(await findChromium()), headless: true })
  try {
    const browser = await chromium.connect(server.wsEndpoint())
    return await run({
      pid: server.process().pid ?? 0,
      openPage: async () => {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
        return context.newPage()
      },
    })
  } finally {
    await server.close()
  }
}

/**
 * Notes, from the page's first moment on, when rows of the list were on screen first and when all were known:
 * two frames after they came into the document, by the wall clock, without anybody asking the page meanwhile.
 */
export async function watchList(page: Page, chatCount: number): Promise<void> {
  await page.addInitScript((wanted) => {
    const noteAfterPaint = (key: 'firstRowsAtMs' | 'allRowsAtMs'): void => {
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          Object.assign(globalThis, { [key]: Date.now() })
        }),
      )
    }
    let hasRows = false
    const observer = new MutationObserver(() => {
      const row = document.querySelector('[role=option]')
      if (row === null) return
      if (!hasRows) noteAfterPaint('firstRowsAtMs')
      hasRows = true
      if (Number(row.getAttribute('aria-setsize')) < wanted) return
      observer.disconnect()
      noteAfterPaint('allRowsAtMs')
    })
    observer.observe(document, { childList: true, subtree: true, attributeFilter: ['aria-setsize'] })
  }, chatCount)
}

/** Resolves to the noted moment, ms since 1970. */
export async function readMoment(page: Page, key: 'firstRowsAtMs' | 'allRowsAtMs'): Promise<number> {
  const handle = await page.waitForFunction(
    (name) => (globalThis as unknown as Record<string, number | undefined>)[name],
    key,
    { polling: 250, timeout: 30_000 },
  )
  return Number(await handle.jsonValue())
}
