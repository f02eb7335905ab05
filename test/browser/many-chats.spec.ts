import { expect, test, type Page } from '@playwright/test'
import { startConsole, type ConsoleProcess } from '../support/console-process.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { dutyPhone, launchContext, openTab, rows } from './support/console-fixture.ts'

const chatCount = 2_000
/** A key and what it leads to, on a machine that has more to do. */
const stepWithinMs = 1_000

let datacenter: DatacenterProcess
let running: ConsoleProcess

test.beforeAll(async () => {
  test.setTimeout(180_000)
  datacenter = await startDatacenterProcess(['--scenario', `large:${chatCount}x5`, '--traffic', 'off'])
  running = await startConsole({ controlPort: datacenter.controlPort, login: dutyPhone })
})
test.afterAll(async () => {
  await running.stop()
  await datacenter.stop()
})

interface Seen {
  /** The place of the cursor, from 1; 0: its row is not wholly in view. */
  readonly place: number
  readonly text: string
  /** Pixels of the list's view that no row covers. */
  readonly emptyPx: number
}

/** As it is painted: scrolling is told, and rows are put in, before a frame is. */
function look(page: Page): Promise<Seen> {
  return page.getByRole('listbox').evaluate(async (list) => {
    await new Promise(requestAnimationFrame)
    const view = list.getBoundingClientRect()
    const all = [...list.querySelectorAll<HTMLElement>('[role=option]')].map((row) => ({
      row,
      box: row.getBoundingClientRect(),
    }))
    const shown = all.filter(
      ({ box, row }) => box.bottom > view.top && box.top < view.bottom && row.innerText !== '',
    )
    const coveredPx = shown.reduce(
      (sum, { box }) => sum + Math.min(box.bottom, view.bottom) - Math.max(box.top, view.top),
      0,
    )
    const cursor = all.find(({ row }) => row.id === list.getAttribute('aria-activedescendant'))
    const isInView =
      cursor !== undefined && cursor.box.top >= view.top - 1 && cursor.box.bottom <= view.bottom + 1
    return {
      place: isInView ? Number(cursor.row.getAttribute('aria-posinset')) : 0,
      text: cursor?.row.innerText ?? '',
      emptyPx: Math.round(view.height - coveredPx),
    }
  })
}

test('two thousand chats are walked by keys, every row there with its words', async () => {
  test.setTimeout(180_000)
  const context = await launchContext()
  const page = await openTab(context, running.url)
  const list = page.getByRole('listbox')
  await expect(rows(page).first()).toHaveAttribute('aria-setsize', String(chatCount), { timeout: 120_000 })
  await list.focus()

  const step = async (key: string, isThere: (place: number) => boolean): Promise<Seen> => {
    const startedAtMs = Date.now()
    await page.keyboard.press(key)
    await expect
      .poll(async () => isThere((await look(page)).place), { intervals: [10], message: key })
      .toBe(true)
    expect(Date.now() - startedAtMs, key).toBeLessThan(stepWithinMs)
    const seen = await look(page)
    expect(seen.text, key).not.toBe('')
    expect(seen.emptyPx, key).toBe(0)
    return seen
  }

  await step('Home', (place) => place === 1)
  let { place } = await step('End', (at) => at === chatCount)
  for (let turn = 0; turn < 20; turn += 1) {
    const from = place
    ;({ place } = await step('PageUp', (at) => at > 0 && at < from - 20))
  }
  for (let turn = 0; turn < 60; turn += 1) {
    const from = place
    ;({ place } = await step('ArrowDown', (at) => at === from + 1))
  }
  for (let turn = 0; turn < 5; turn += 1) {
    const from = place
    ;({ place } = await step('PageDown', (at) => at > from + 20))
  }
  await step('Home', (at) => at === 1)
  await context.close()
})
