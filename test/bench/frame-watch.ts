import type { Page } from 'playwright'

/**
 * The budget is 16.7 ms. Frames begin on the display's clock, so one that takes longer shows as a gap of two periods
 * (33 ms) to the next; anything above half way is such a gap, and below it is the jitter of timers.
 */
export const missedAboveMs = 25

export interface FrameCount {
  readonly frames: number
  readonly overBudget: number
  readonly longestMs: number
}

/** Looks at the times between the frames of a page, for so long. */
export async function watchFrames(page: Page, forMs: number): Promise<FrameCount> {
  await page.bringToFront()
  return page.evaluate(
    ({ forMs, missedAboveMs }) =>
      new Promise<FrameCount>((resolve) => {
        let lastMs = performance.now()
        const endMs = lastMs + forMs
        let frames = -1
        let overBudget = 0
        let longestMs = 0
        const onFrame = (nowMs: number): void => {
          const gapMs = nowMs - lastMs
          lastMs = nowMs
          frames += 1
          // The first gap began before the loop.
          if (frames > 0) {
            if (gapMs > missedAboveMs) overBudget += 1
            longestMs = Math.max(longestMs, gapMs)
          }
          if (nowMs < endMs) requestAnimationFrame(onFrame)
          else resolve({ frames, overBudget, longestMs })
        }
        requestAnimationFrame(onFrame)
      }),
    { forMs, missedAboveMs },
  )
}
