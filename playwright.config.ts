import { defineConfig } from '@playwright/test'

export default defineConfig({
  outputDir: 'test-results/playwright',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  // Five looks of axe at the whole console take long on two cores that also run TDLib.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json']],
  // Filming the window keeps Chromium's drawing process busy; the document at every step is kept without it.
  use: { trace: { mode: 'retain-on-failure', screenshots: false }, screenshot: 'only-on-failure' },
  projects: [
    { name: 'browser', testDir: 'test/browser' },
    // The user that runs these is not the one that runs the others; each has a folder of its own.
    { name: 'electron', testDir: 'test/electron', outputDir: 'test-results/electron' },
  ],
})
