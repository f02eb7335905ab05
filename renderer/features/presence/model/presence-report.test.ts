import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import {
  attendedForMs,
  createPresenceReport,
  type PresenceReport,
  settlesAfterMs,
  writingForMs,
} from './presence-report.ts'

const one = 1 as ChatId
const two = 2 as ChatId

function start(): { clock: FakeClock; report: PresenceReport; told: string[] } {
  const clock = new FakeClock({ startMs: 1_750_000_000_000 })
  const told: string[] = []
  const report = createPresenceReport(clock, ({ chatId, isWriting }) => {
    told.push(`${chatId ?? 'nowhere'}${isWriting ? ' writing' : ''}`)
  })
  return { clock, report, told }
}

describe('what is told of this window', () => {
  it('is nothing while nobody sits there', async () => {
    const { clock, report, told } = start()
    report.look(one)
    await clock.advanceBy(60_000)
    expect(told).toEqual([])
    report.attend()
    await clock.advanceBy(settlesAfterMs)
    expect(told).toEqual(['1'])
  })

  it('is the chat where walking ended', async () => {
    const { clock, report, told } = start()
    report.attend()
    report.look(one)
    await clock.advanceBy(settlesAfterMs - 1)
    report.look(two)
    await clock.advanceBy(settlesAfterMs)
    expect(told).toEqual(['2'])
  })

  it('ends when nobody touches the window for minutes, or it is hidden', async () => {
    const { clock, report, told } = start()
    report.look(one)
    report.attend()
    await clock.advanceBy(attendedForMs - 1_000)
    report.attend()
    await clock.advanceBy(attendedForMs - 1)
    expect(told).toEqual(['1'])
    await clock.advanceBy(1 + settlesAfterMs)
    expect(told).toEqual(['1', 'nowhere'])
    report.attend()
    await clock.advanceBy(settlesAfterMs)
    report.hide()
    await clock.advanceBy(settlesAfterMs)
    expect(told).toEqual(['1', 'nowhere', '1', 'nowhere'])
  })

  it('is writing while the text changes, and for a while after', async () => {
    const { clock, report, told } = start()
    report.look(one)
    report.attend()
    report.write(one)
    await clock.advanceBy(writingForMs - 1)
    report.write(one)
    await clock.advanceBy(writingForMs - 1)
    expect(told).toEqual(['1 writing'])
    await clock.advanceBy(1 + settlesAfterMs)
    expect(told).toEqual(['1 writing', '1'])
    report.write(one)
    await clock.advanceBy(settlesAfterMs)
    report.stopWriting(one)
    await clock.advanceBy(settlesAfterMs)
    expect(told).toEqual(['1 writing', '1', '1 writing', '1'])
  })

  it('is not writing in a chat that was left', async () => {
    const { clock, report, told } = start()
    report.look(one)
    report.write(one)
    await clock.advanceBy(settlesAfterMs)
    report.look(two)
    await clock.advanceBy(settlesAfterMs)
    expect(told).toEqual(['1 writing', '2'])
  })

  it('is said again to a core that was away', async () => {
    const { clock, report, told } = start()
    report.look(one)
    report.attend()
    await clock.advanceBy(settlesAfterMs)
    report.repeat()
    await clock.advanceBy(settlesAfterMs)
    expect(told).toEqual(['1', '1'])
    await clock.advanceBy(attendedForMs)
    expect(told).toEqual(['1', '1', 'nowhere'])
    expect(clock.pendingCount).toBe(0)
  })
})
