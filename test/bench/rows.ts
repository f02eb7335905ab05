import { fileURLToPath } from 'node:url'
import { runWithBrowser } from './bench-browser.ts'
import { startServing } from './built-console.ts'
import type { Benchmark } from './figures.ts'
import { runWithScratchFolder } from './scratch-folder.ts'

const resolve = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url))
/** Telegram Desktop shows so many on a screen of this height. */
const telegramDesktopRows = 13

/** Rows of the list that are on screen as a whole, at 1440×900, on the demo as it starts. */
export const rows: Benchmark = {
  name: 'rows',
  run: (report) =>
    runWithScratchFolder((profileFolder) =>
      runWithBrowser(async (browser) => {
        const launch = {
          profileFolder,
          preferAccount: false,
          preferDemo: true,
          shouldPresetStaff: true,
          port: 0,
          shouldOpenBrowser: false,
          demo: {
            node: process.execPath,
            entry: resolve('test/datacenter/main.ts'),
            guard: resolve('build/end-with-parent.mjs'),
            scenario: 'demo',
          },
        }
        const host = await startServing(resolve('out/main/browser-host.js'), {
          WATCHFLOOR_LAUNCH: JSON.stringify(launch),
        })
        try {
          const page = await browser.openPage()
          await page.goto(host.url)
          // The sections have their headings once it is known who waits.
          await page
            .locator('[data-chat-id][data-wait="red"], [data-chat-id][data-wait="breach"]')
            .first()
            .waitFor()
          await page.locator('[data-chat-id][aria-setsize]').nth(telegramDesktopRows).waitFor()
          const value = await page.locator('[data-chat-id]').evaluateAll((elements) => {
            const scroller = document.querySelector('[role=listbox]')?.getBoundingClientRect()
            if (scroller === undefined) throw new Error('the page has no list')
            const bottomPx = Math.min(scroller.bottom, innerHeight)
            return elements.filter((element) => {
              const { bottom, height, top } = element.getBoundingClientRect()
              return height > 0 && top >= scroller.top && bottom <= bottomPx
            }).length
          })
          report({
            name: 'rows.at_900px',
            value,
            unit: '',
            goal: { atLeast: 34 },
            note: `whole rows of the demo; Telegram Desktop shows ${telegramDesktopRows}`,
          })
        } finally {
          await host.stop()
        }
      }),
    ),
}
