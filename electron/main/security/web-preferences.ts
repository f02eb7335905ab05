import type { WebPreferences } from 'electron/main'

/**
 * Preferences of every window. There is no second set: anything else that a window needs goes through the preload
 * script.
 */
export function createWebPreferences(preload: string): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    // Chromium would download dictionaries from its vendor.
    spellcheck: false,
    // Order and timers of an operator's console must not slow down while it is covered.
    backgroundThrottling: false,
  }
}
