import { listProcessTree, readCommandLine } from '../support/process-tree.ts'
import { startConsole } from '../support/console-process.ts'
import {
  composerOf,
  expect,
  launchContext,
  openChat,
  openTab,
  readPolicyViolations,
  rows,
  test,
} from './support/console-fixture.ts'
import { findSerious } from './support/find-serious.ts'

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious in the console, ${colorScheme}`, async ({ tab }) => {
    await tab.emulateMedia({ colorScheme })
    for (const wait of ['waiting', 'red', 'breach']) {
      await expect(tab.locator(`[role=option][data-wait=${wait}]`).first()).toBeVisible({ timeout: 60_000 })
    }
    expect(await findSerious(tab)).toEqual([])
    await tab.locator('[role=option][data-wait=red]').first().click({ button: 'right' })
    await expect(tab.getByRole('menu')).toBeVisible()
    expect(await findSerious(tab)).toEqual([])
    await tab.keyboard.press('Escape')
    await expect(tab.getByRole('menu')).toBeHidden()
    await openChat(tab, 'Duty shift')
    expect(await findSerious(tab)).toEqual([])
    await tab.keyboard.press('Control+KeyJ')
    await expect(tab.getByRole('timer')).toBeVisible()
    expect(await findSerious(tab)).toEqual([])
    await tab.keyboard.press('Control+KeyK')
    await expect(tab.getByRole('dialog')).toBeVisible()
    expect(await findSerious(tab)).toEqual([])
    await tab.keyboard.press('Escape')
    await expect(tab.getByRole('dialog')).toBeHidden()
  })
}

test('axe finds a button without a name and pale words, on the first look and on the next', async ({
  tab,
}) => {
  await tab.evaluate(() => {
    const button = document.body.appendChild(document.createElement('button'))
    button.id = 'nameless'
    const words = document.body.appendChild(document.createElement('p'))
    words.textContent = 'pale words'
    words.style.cssText =
      'position: fixed; inset: 0 auto auto 0; z-index: 9999; color: #777; background: #666'
  })
  for (let look = 0; look < 2; look += 1) {
    const found = (await findSerious(tab)).join('\n')
    expect(found).toMatch(/^button-name: .*nameless/mu)
    expect(found).toMatch(/^color-contrast: .*pale words/mu)
  }
})

test('signs in by hand: wrong code, right code, wrong and right password', async ({ datacenter }) => {
  const running = await startConsole({ controlPort: datacenter.controlPort })
  const context = await launchContext()
  try {
    const page = await openTab(context, running.url)
    const usePhone = page.getByRole('button', { name: /phone number/iu })
    const phone = page.getByRole('textbox', { name: /phone/iu })
    await expect(usePhone.or(phone).first()).toBeVisible({ timeout: 60_000 })
    if (await usePhone.isVisible()) await usePhone.click()
    expect(await findSerious(page)).toEqual([])
    await phone.fill('+7 900 000 00 06')
    await page.keyboard.press('Enter')
    const code = page.getByRole('textbox', { name: /code/iu })
    await code.fill('99999')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toBeVisible()
    await code.fill('11111')
    await page.keyboard.press('Enter')
    const password = page.getByLabel(/password/iu).first()
    await password.fill('wrong')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('alert')).toBeVisible()
    await password.fill('cedar-and-snow')
    await page.keyboard.press('Enter')
    await expect(rows(page).first()).toBeVisible({ timeout: 30_000 })
    expect(await readPolicyViolations(page)).toEqual([])
  } finally {
    await context.close()
    await running.stop()
  }
})

test('a core that is killed comes back by itself and keeps the text', async ({ tab, watchfloor }) => {
  await openChat(tab, 'Duty shift')
  const text = `typed before the crash ${Date.now()}`
  await composerOf(tab).fill(text)
  const core = findCorePid(watchfloor.program.child.pid ?? 0)
  process.kill(core, 'SIGKILL')
  await expect
    .poll(() => findCorePid(watchfloor.program.child.pid ?? 0, core), { timeout: 30_000 })
    .not.toBe(core)
  await expect(composerOf(tab)).toHaveValue(text)
  // A text that meets no core stays in the composer with the reason; the next try takes it.
  const message = tab.locator('[data-message-id]').filter({ hasText: text })
  await expect(async () => {
    if ((await composerOf(tab).inputValue()) === text) await composerOf(tab).press('Enter')
    await expect(message).toHaveAttribute('data-state', 'sent', { timeout: 2_000 })
  }).toPass({ timeout: 40_000 })
  await expect(message).toHaveCount(1)
})

/** The process that runs the core: found by its entry among the descendants of the start script. */
function findCorePid(root: number, besides?: number): number {
  const core = listProcessTree(root).find(
    (pid) => pid !== besides && readCommandLine(pid).includes('browser-core'),
  )
  if (core === undefined) return besides ?? 0
  return core
}
