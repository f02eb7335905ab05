import type { Locator, Page } from '@playwright/test'
import type { DatacenterProcess } from '../../support/datacenter-process.ts'

/** A colleague of the duty administrator who is in every chat. */
export const colleague = '79000000002'

/** A customer's group in which nothing was said for long and nothing is unread, and one of the customer's people in it. */
export interface Customer {
  /** As `data-chat-id` has it. */
  readonly chatId: string
  readonly title: string
  readonly userId: number
}

interface SeenChat {
  readonly tdlibId: number
  readonly kind: string
  readonly title: string
  readonly members: readonly { readonly userId: number }[]
  readonly views: readonly {
    readonly userId: number
    readonly isPinned: boolean
    readonly isArchived: boolean
    readonly isMarkedUnread: boolean
    readonly unreadCount: number
  }[]
}

interface SeenState {
  readonly people: readonly { readonly id: number; readonly isBot: boolean }[]
  readonly chats: readonly SeenChat[]
}

interface Quiet {
  readonly 1: readonly [Customer]
  readonly 2: readonly [Customer, Customer]
  readonly 3: readonly [Customer, Customer, Customer]
}

const quietForS = 3_600

/** So many customers that no test has used yet: what is written to one makes it talkative for an hour. */
export async function findQuiet<Count extends 1 | 2 | 3>(
  datacenter: DatacenterProcess,
  count: Count,
): Promise<Quiet[Count]> {
  const { people, chats } = await datacenter.call<SeenState>('GET', '/state')
  const { accounts } = await datacenter.call<{ accounts: { userId: number; staff?: string }[] }>(
    'GET',
    '/accounts',
  )
  const ours = new Set([
    ...people.filter(({ isBot }) => isBot).map(({ id }) => id),
    ...accounts.filter(({ staff }) => staff !== undefined).map(({ userId }) => userId),
  ])
  const found: Customer[] = []
  for (const { kind, members, tdlibId, title, views } of chats.toReversed()) {
    const person = members.find(({ userId }) => !ours.has(userId))
    const isPlain = views.every(
      ({ isArchived, isPinned, isMarkedUnread, unreadCount }) =>
        !isArchived && !isPinned && !isMarkedUnread && unreadCount === 0,
    )
    if (kind !== 'supergroup' || person === undefined || !isPlain) continue
    const path = `/chats/${tdlibId}/messages?limit=1`
    const { messages } = await datacenter.call<{ messages: { date: number }[] }>('GET', path)
    if (Date.now() / 1000 - (messages.at(-1)?.date ?? 0) < quietForS) continue
    found.push({ chatId: String(tdlibId), title, userId: person.userId })
    if (found.length === count) return found as unknown as Quiet[Count]
  }
  throw new Error(`only ${found.length} of ${count} customers are quiet`)
}

export interface Written {
  readonly number: number
  /** Seconds since 1970. */
  readonly dateS: number
}

/** Writes in a customer's chat: the customer's person unless told, now unless told how many seconds ago. */
export async function write(
  datacenter: DatacenterProcess,
  { chatId, userId }: Customer,
  text: string,
  { agoS = 0, from = userId }: { readonly agoS?: number; readonly from?: number | string } = {},
): Promise<Written> {
  const dateS = Math.floor(Date.now() / 1000) - agoS
  const { number } = await datacenter.call<{ number: number }>('POST', '/messages', {
    chat: Number(chatId),
    from,
    text,
    date: dateS,
  })
  return { number, dateS }
}

/** A colleague answers all of them, so that nobody waits because of a test that is over. */
export async function answer(
  datacenter: DatacenterProcess,
  ...customers: readonly Customer[]
): Promise<void> {
  for (const customer of customers) {
    await write(datacenter, customer, `done ${Date.now()}`, { from: colleague })
  }
}

export function rowOfChat(page: Page, { chatId }: Pick<Customer, 'chatId'>): Locator {
  return page.locator(`[role=option][data-chat-id="${chatId}"]`)
}

/** Ids of the chats as they stand on screen, from above. */
export async function readOrder(page: Page): Promise<readonly string[]> {
  return page.locator('[role=option][data-chat-id]').evaluateAll((all) =>
    all
      .map((row) => ({
        id: (row as HTMLElement).dataset['chatId'] ?? '',
        top: row.getBoundingClientRect().top,
      }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ id }) => id),
  )
}

export function tabNamed(page: Page, name: string): Locator {
  return page.getByRole('tab', { name: new RegExp(`^${name}`, 'u') })
}

export async function showList(page: Page, name: string): Promise<void> {
  await tabNamed(page, name).click()
  // The pointer must not hold rows in their places.
  await page.mouse.move(1_000, 450)
}

/** The figure beside a tab's name; 0 where none is. */
export async function readCounter(page: Page, name: string): Promise<number> {
  return Number(/\d+$/u.exec((await tabNamed(page, name).textContent()) ?? '')?.[0] ?? 0)
}

/** Opens a chat by its name through the switcher, wherever the list is. */
export async function openByName(page: Page, { title }: Pick<Customer, 'title'>): Promise<void> {
  await page.keyboard.press('Control+KeyK')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').fill(title)
  await dialog.getByRole('option').filter({ hasText: title }).first().click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}
