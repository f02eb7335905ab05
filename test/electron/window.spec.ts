import { spawn } from 'node:child_process'
import { expect, test, type ElectronApplication } from '@playwright/test'
import { createProfile, findElectron, launchConsole, root } from './support/console.ts'

interface WindowView {
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly isVisible: boolean
}

function readWindow(app: ElectronApplication): Promise<WindowView> {
  return app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) throw new Error('there is no window')
    return { bounds: window.getBounds(), isVisible: window.isVisible() }
  })
}

test('a second start shows the window of the first and ends', async () => {
  const profile = await createProfile()
  const first = await launchConsole({ profileFolder: profile.folder, scenario: 'empty' })
  try {
    await first.page.waitForLoadState('load')
    await expect.poll(async () => (await readWindow(first.app)).isVisible).toBe(true)
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    expect((await readWindow(first.app)).isVisible).toBe(false)

    const second = spawn(findElectron(), [root], { env: first.env, stdio: 'ignore' })
    const code = await new Promise((resolve) => second.once('exit', resolve))
    expect(code).toBe(0)
    await expect.poll(async () => (await readWindow(first.app)).isVisible).toBe(true)
    expect(first.app.windows()).toHaveLength(1)
  } finally {
    await first.close()
    await profile.remove()
  }
})

test('the window opens where it was', async () => {
  const profile = await createProfile()
  const bounds = { x: 120, y: 90, width: 1_100, height: 720 }
  try {
    const first = await launchConsole({ profileFolder: profile.folder, scenario: 'empty' })
    await expect.poll(async () => (await readWindow(first.app)).isVisible).toBe(true)
    await first.app.evaluate(({ BrowserWindow }, wanted) => {
      BrowserWindow.getAllWindows()[0]?.setBounds(wanted)
    }, bounds)
    await expect.poll(async () => (await readWindow(first.app)).bounds).toEqual(bounds)
    await first.close()

    const second = await launchConsole({ profileFolder: profile.folder, scenario: 'empty' })
    expect((await readWindow(second.app)).bounds).toEqual(bounds)
    await second.close()
  } finally {
    await profile.remove()
  }
})
