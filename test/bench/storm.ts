import type { Page } from 'playwright'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import type { Benchmark } from './figures.ts'
import { missedAboveMs, watchFrames } from './frame-watch.ts'
import { chatCount, startLoad } from './large-datacenter.ts'
import { runWithLoadedConsole } from './loaded-console.ts'
import { waitUntil } from './wait-until.ts'

const perSecond = 1_000
const stormMs = 30_000

/** A thousand messages a second for half a minute: late frames of the window, and how long it is behind afterwards. */
export const storm: Benchmark = {
  name: 'storm',
  run: (report) =>
    runWithLoadedConsole(async ({ browser, datacenter, page }) => {
      const atRestMs = await measureArrival(datacenter, page, 'before the storm')
      const empty = await browser.openPage()
      const count = (perSecond * stormMs) / 1_000
      const before = await watchFrames(empty, stormMs / 4)
      const load = await startLoad(datacenter, { count, perSecond, text: 'Storm' })
      const console = await watchFrames(page, stormMs)
      const sent = await waitUntil('the storm to end', async () => {
        const bulk = await load.readReport()
        return bulk.state === 'running' ? undefined : bulk
      })
      const drainMs = await measureArrival(datacenter, page, 'after the storm')
      // The noise of the same machine with the same data centre at work, but an empty page to paint.
      const noiseLoad = await startLoad(datacenter, { count: count / 2, perSecond, text: 'Noise' })
      await empty.bringToFront()
      const during = await watchFrames(empty, stormMs / 2)
      await noiseLoad.stop()
      const noise = Math.round((before.overBudget + during.overBudget) * (4 / 3))
      report({
        name: 'storm.sent_per_second',
        value: sent.perSecond,
        unit: '/s',
        note: `over ${chatCount} chats for ${stormMs / 1_000} s`,
      })
      report({
        name: 'storm.frames_over_budget',
        value: console.overBudget,
        unit: '',
        goal: { atMost: noise },
        note: `of ${console.frames}, gaps above ${missedAboveMs} ms`,
      })
      report({ name: 'storm.noise_frames', value: noise, unit: '', note: 'on an empty page, per 30 s' })
      report({ name: 'storm.longest_frame_ms', value: console.longestMs, unit: 'ms' })
      report({
        name: 'storm.drain_ms',
        value: drainMs,
        unit: 'ms',
        goal: { atMost: 1_000 },
        note: `a message after the last one, sent → on screen; at rest ${atRestMs.toFixed(0)} ms`,
      })
    }),
}

/** From asking the data centre to send a message into the first chat on screen to its row showing it. */
async function measureArrival(datacenter: DatacenterProcess, page: Page, text: string): Promise<number> {
  await page.bringToFront()
  const row = page.locator('[data-chat-id]').first()
  const chat = Number(await row.getAttribute('data-chat-id'))
  const { chats } = await datacenter.call<{
    chats: readonly { id: number; tdlibId?: number; members: readonly { userId: number }[] }[]
  }>('GET', '/state')
  const known = chats.find((one) => one.id === chat || one.tdlibId === chat)
  const from = known?.members.at(-1)?.userId
  if (from === undefined) throw new Error(`nobody is in chat ${chat}`)
  const startedAtMs = performance.now()
  await datacenter.call('POST', '/messages', { from, chat, text })
  await page.locator(`[data-chat-id="${chat}"]`).getByText(text).waitFor({ timeout: 60_000 })
  return performance.now() - startedAtMs
}
