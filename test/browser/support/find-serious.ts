import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What axe finds serious or critical on the page, once nothing fades in any more. The page has one frame, so axe runs in
 * it and nowhere else: its other mode puts results together in a page of its own, which costs more than the looking.
 */
export async function findSerious(page: Page): Promise<readonly string[]> {
  if (page.frames().length !== 1) throw new Error('a frame inside the page would go unseen')
  // Half faded in, a popover has no contrast to speak of.
  const hasAxe = await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    return 'axe' in globalThis
  })
  // Half a megabyte of script is read once for each page.
  const { violations } = await new AxeBuilder({ page, ...(hasAxe ? { axeSource: ';' } : {}) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}
