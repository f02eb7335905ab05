import { expect, test } from '@playwright/test'
import { createProfile, launchConsole } from './support/console.ts'
import { startDemoDatacenter } from './support/demo-datacenter.ts'
import { press, readTold, watchSystem } from './support/watch-system.ts'

const dutyPhone = '79000000001'
const mariaPhone = '79000000002'

test('the system is told of messages; they are opened, marked read and answered from there', async () => {
  const profile = await createProfile()
  const datacenter = await startDemoDatacenter(profile.folder)
  const { app, page, close, complaints } = await launchConsole({
    profileFolder: profile.folder,
    datacenter: { controlPort: datacenter.controlPort, loginPhone: dutyPhone },
  })
  const write = (text: string): Promise<unknown> =>
    datacenter.call('POST', '/messages', { from: mariaPhone, chat, text })
  let chat = 0
  try {
    const row = page.getByRole('option').filter({ hasText: 'Duty shift' })
    await expect(row).toBeVisible({ timeout: 60_000 })
    chat = Number(await row.getAttribute('data-chat-id'))
    await page
      .getByRole('status')
      .filter({ hasText: /Loading|Finding/u })
      .waitFor({ state: 'detached' })
    await watchSystem(app)

    await write('the night was quiet')
    await expect.poll(async () => (await readTold(app)).notifications, { timeout: 20_000 }).toHaveLength(1)
    expect((await readTold(app)).notifications[0]).toMatchObject({
      title: 'Duty shift',
      body: 'Maria: the night was quiet',
      hasReply: true,
    })

    await press(app, 0, 'action')
    await expect(row).toHaveAttribute('data-unread', '0')

    await write('are you there?')
    await expect.poll(async () => (await readTold(app)).notifications.length).toBe(2)
    await press(app, 1, 'reply', 'yes, I am')
    await expect(row).toContainText('yes, I am')

    await write('<b>good</b>')
    await expect.poll(async () => (await readTold(app)).notifications.length).toBe(3)
    const isMarkupRead = process.platform === 'linux'
    expect((await readTold(app)).notifications[2]?.body).toContain(
      isMarkupRead ? 'Maria: &lt;b&gt;good&lt;/b&gt;' : 'Maria: <b>good</b>',
    )
    await press(app, 2, 'click')
    await expect(page.getByRole('heading', { name: 'Duty shift' })).toBeVisible()
    expect(complaints).toEqual([])
  } finally {
    await close()
    await datacenter.stop()
    await profile.remove()
  }
})

test('the tray says how many wait', async () => {
  const profile = await createProfile()
  const datacenter = await startDemoDatacenter(profile.folder)
  const { app, page, close } = await launchConsole({
    profileFolder: profile.folder,
    datacenter: { controlPort: datacenter.controlPort, loginPhone: dutyPhone },
  })
  try {
    await expect(page.getByRole('option').first()).toBeVisible({ timeout: 60_000 })
    await page
      .getByRole('status')
      .filter({ hasText: /Loading|Finding/u })
      .waitFor({ state: 'detached' })
    await watchSystem(app)
    const waiting = page.locator('[role=option]:not([data-wait="none"])').first()
    await expect(waiting).toBeVisible()
    const chat = Number(await waiting.getAttribute('data-chat-id'))
    await datacenter.call('POST', '/messages', { from: mariaPhone, chat, text: 'done, please check' })
    await expect
      .poll(async () => (await readTold(app)).tooltips.at(-1))
      .toMatch(/^(?:\d+ red, )?\d+ waiting$/u)
  } finally {
    await close()
    await datacenter.stop()
    await profile.remove()
  }
})
