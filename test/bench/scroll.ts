import type { Page } from 'playwright'
import type { Benchmark } from './figures.ts'
import { type FrameCount, missedAboveMs, watchFrames } from './frame-watch.ts'
import { chatCount, startLoad } from './large-datacenter.ts'
import { runWithLoadedConsole } from './loaded-console.ts'

const perSecond = 50
const scrollMs = 10_000

/** Frames that came too late while the list is scrolled and messages come in, beside the same on an empty page. */
export const scroll: Benchmark = {
  name: 'scroll',
  run: (report) =>
    runWithLoadedConsole(async ({ browser, datacenter, page }) => {
      const empty = await browser.openPage()
      await empty.setContent(
        `<div role="listbox" style="height: 900px; overflow: auto"><div style="height: ${chatCount * 24}px"></div></div>`,
      )
      const load = await startLoad(datacenter, { count: perSecond * 120, perSecond, text: 'Scroll' })
      // The noise is taken before and after, for as long as the list is scrolled in all.
      const before = await scrollFor(empty, scrollMs / 2)
      const list = await scrollFor(page, scrollMs)
      const after = await scrollFor(empty, scrollMs / 2)
      await load.stop()
      const note = `gaps above ${missedAboveMs} ms between frames, list scrolled at ${perSecond} messages/s`
      const noise = before.overBudget + after.overBudget
      report({ name: 'scroll.frames', value: list.frames, unit: '', note: `in ${scrollMs / 1_000} s` })
      report({
        name: 'scroll.frames_over_budget',
        value: list.overBudget,
        unit: '',
        goal: { atMost: noise },
        note,
      })
      report({ name: 'scroll.noise_frames', value: noise, unit: '', note: 'the same on an empty page' })
      report({ name: 'scroll.longest_frame_ms', value: list.longestMs, unit: 'ms' })
      report({
        name: 'scroll.noise_longest_frame_ms',
        value: Math.max(before.longestMs, after.longestMs),
        unit: 'ms',
      })
    }),
}

/** Moves the list two rows a frame, to its end and back, and looks at the times between frames. */
async function scrollFor(page: Page, forMs: number): Promise<FrameCount> {
  await page.evaluate((forMs) => {
    const list = document.querySelector('[role=listbox]')
    if (list === null) throw new Error('the page has no list')
    let stepPx = 48
    const endMs = performance.now() + forMs
    const move = (nowMs: number): void => {
      const isAtEnd = list.scrollTop + list.clientHeight >= list.scrollHeight - 1
      if (stepPx > 0 ? isAtEnd : list.scrollTop === 0) stepPx = -stepPx
      list.scrollTop += stepPx
      if (nowMs < endMs) requestAnimationFrame(move)
    }
    requestAnimationFrame(move)
  }, forMs)
  return watchFrames(page, forMs)
}
