import { eventVersion } from '#shared/domain/team-log/events.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import { expect, test } from '@playwright/test'
import { createProfile, launchConsole } from './support/console.ts'
import { startDemoDatacenter } from './support/demo-datacenter.ts'
import { readTold, watchSystem } from './support/watch-system.ts'

const dutyPhone = '79000000001'
const mariaPhone = '79000000002'

test('a colleague raises an alarm: it is on top, sounds and is told to the system until somebody takes it', async () => {
  const profile = await createProfile()
  const datacenter = await startDemoDatacenter(profile.folder)
  const { app, page, close, complaints } = await launchConsole({
    profileFolder: profile.folder,
    datacenter: { controlPort: datacenter.controlPort, loginPhone: dutyPhone },
  })
  try {
    const duty = page.getByRole('navigation').getByRole('button', { name: /duty/iu }).first()
    await expect(duty).toBeVisible({ timeout: 60_000 })
    await page
      .getByRole('status')
      .filter({ hasText: /Loading|Finding/u })
      .waitFor({ state: 'detached' })
    await watchSystem(app)
    const row = page.locator('[role=option][data-section=chats]').nth(3)
    const chatId = Number(await row.getAttribute('data-chat-id'))
    const { teamChatId } = await datacenter.call<{ teamChatId: number }>('GET', '/accounts')

    const written = writeTeamLogMessages('Alarm!', {
      v: eventVersion,
      id: 'alarm-of-maria',
      type: 'alarm_raised',
      chat: chatId as never,
      title: 'Somebody',
      note: 'payments are down',
    })
    if (!written.ok) throw new Error(written.error.message)
    for (const { entities, text } of written.value) {
      await datacenter.call('POST', '/messages', { from: mariaPhone, chat: teamChatId, text, entities })
    }

    const alarmed = page.locator(`[role=option][data-chat-id="${chatId}"]`)
    await expect(alarmed).toHaveAttribute('data-section', 'alarm')
    await expect(page.locator('[role=option]').first()).toHaveAttribute('data-chat-id', String(chatId))
    // The program may sound without having been touched.
    await expect(page.locator('[data-alarm-sound]')).toHaveAttribute('data-alarm-sound', 'ringing')
    // A window that has only just come is told again of what sounds; the later one takes the place of the first.
    const readLast = async () => (await readTold(app)).notifications.at(-1)
    await expect.poll(readLast).toMatchObject({ hasReply: false, isClosed: false })
    expect((await readLast())?.title).toMatch(/^Alarm!/u)
    expect((await readLast())?.body).toContain('payments are down')

    await alarmed.click()
    await expect(page.locator('[data-alarm-bar]')).toContainText('Maria')
    await page.locator('[data-alarm-bar]').getByRole('button', { name: /^Take/u }).click()
    await expect(page.locator('[data-alarm-sound]')).toHaveAttribute('data-alarm-sound', 'quiet')
    await expect
      .poll(async () => (await readTold(app)).notifications.every(({ isClosed }) => isClosed))
      .toBe(true)
    expect(complaints).toEqual([])
  } finally {
    await close()
    await datacenter.stop()
    await profile.remove()
  }
})
