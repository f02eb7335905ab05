import { useEffect } from 'react'
import { loadLazyModules } from '../lib/lazy/lazy-module.ts'

/** A window that is never idle loads the next part after this anyway. */
const longestWaitMs = 10_000
/** Safari, where a browser host may be opened, has no idle callbacks. */
const safariWaitMs = 200

/** Loads what the first screen does without, so that opening it first is as quick as opening it again. */
export function useLoadRest(isFirstScreenShown: boolean): void {
  useEffect(() => {
    if (isFirstScreenShown) void loadLazyModules(waitUntilIdle)
  }, [isFirstScreenShown])
}

function waitUntilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'undefined') setTimeout(resolve, safariWaitMs)
    else {
      requestIdleCallback(
        () => {
          resolve()
        },
        { timeout: longestWaitMs },
      )
    }
  })
}
