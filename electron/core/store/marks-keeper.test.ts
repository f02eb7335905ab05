import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it, vi } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from './open-store.ts'

const chatId = 7 as ChatId

function start() {
  const folder = createTemporaryFolder()
  const clock = new FakeClock()
  const result = openStore({ folder, clock, log: pino({ level: 'silent' }), build: 'test' })
  if (!result.ok) throw new Error(result.error.message)
  const path = join(folder, 'marks-backup.json')
  const readText = (): string | undefined => {
    if (!existsSync(path)) return undefined
    const { drafts } = JSON.parse(readFileSync(path, 'utf8')) as { drafts: { text: string }[] }
    return drafts[0]?.text
  }
  return { store: result.value.store, clock, path, readText }
}

describe('the backup of the marks', () => {
  it('follows a second after the first change, with the last one in it', async () => {
    const { store, clock, readText } = start()
    store.saveDraft({ chatId, text: 'one' })
    await clock.advanceBy(900)
    store.saveDraft({ chatId, text: 'two' })
    expect(readText()).toBeUndefined()
    await clock.advanceBy(100)
    await vi.waitFor(() => expect(readText()).toBe('two'))
    expect(clock.pendingCount).toBe(0)
    await store.close()
  })

  it('is written at close when something has changed since', async () => {
    const { store, clock, readText } = start()
    store.saveDraft({ chatId, text: 'one' })
    await clock.advanceBy(1000)
    store.saveDraft({ chatId, text: 'two' })
    await store.close()
    expect(readText()).toBe('two')
    expect(clock.pendingCount).toBe(0)
  })

  it('is tried again when it could not be written; the marks themselves are saved', async () => {
    const { store, clock, path, readText } = start()
    // A folder stands where the unfinished file would be.
    mkdirSync(`${path}.part`)
    expect(store.saveDraft({ chatId, text: 'one' }).ok).toBe(true)
    await clock.advanceBy(1000)
    await vi.waitFor(() => expect(clock.pendingCount).toBe(1))
    expect(readText()).toBeUndefined()
    rmSync(`${path}.part`, { recursive: true })
    await clock.advanceBy(30_000)
    await vi.waitFor(() => expect(readText()).toBe('one'))
    await store.close()
  })
})
