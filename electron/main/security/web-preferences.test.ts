import { describe, expect, it } from 'vitest'
import { createWebPreferences } from './web-preferences.ts'

describe('preferences of a window', () => {
  it('isolate the renderer', () => {
    expect(createWebPreferences('/preload.cjs')).toMatchObject({
      preload: '/preload.cjs',
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
      spellcheck: false,
    })
  })

  it('switch on no Blink feature', () => {
    expect(createWebPreferences('/preload.cjs')).not.toHaveProperty('enableBlinkFeatures')
  })
})
