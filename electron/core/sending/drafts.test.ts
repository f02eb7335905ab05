import { pino } from 'pino'
import { describe, expect, it, onTestFinished } from 'vitest'
import { toMessageId, toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { Upgrades } from '../rows/upgrades.ts'
import { openStore } from '../store/open-store.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { TdClient } from '../telegram/td-client.ts'
import { Drafts } from './drafts.ts'

const group = -5
const next = -1_000_000_000_009
const remote = (text: string) => ({ text, replyToMessageId: undefined })

/** Drafts on a real store; what is shared is what TDLib is told. */
function openDesk(folder = createTemporaryFolder()) {
  const clock = new FakeClock()
  const opened = openStore({ folder, clock, log: pino({ level: 'silent' }), build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  onTestFinished(() => store.close())
  const shared: string[] = []
  const client: TdClient = {
    invoke: (request) => {
      const { draft_message: draft } = request as never as {
        readonly draft_message?: { readonly input_message_text: { readonly text: { readonly text: string } } }
      }
      shared.push(draft?.input_message_text.text.text ?? '')
      return Promise.resolve({ ok: true, value: {} }) as never
    },
    close: () => Promise.resolve(),
  }
  const upgrades = new Upgrades({ store, isKnown: () => true, introduce: () => undefined })
  let canWrite = true
  const open = (): Drafts => {
    const drafts = new Drafts({
      client: () => client,
      clock,
      store,
      model: { touch: () => undefined },
      upgrades,
      isNote: () => false,
      canWrite: () => canWrite,
      onChange: () => undefined,
    })
    drafts.restore()
    upgrades.onNote((from, to) => drafts.move(from, to))
    return drafts
  }
  const forbid = (): void => {
    canWrite = false
  }
  return { clock, shared, upgrades, open, forbid }
}

describe('what is typed', () => {
  it('stays when Telegram drops the draft of a chat in which nobody may write any more', () => {
    const { forbid, open } = openDesk()
    const drafts = open()
    drafts.onRemoteDraft(group, remote('half a sentence'))
    forbid()
    drafts.onRemoteDraft(group, undefined)
    expect(drafts.readText(group)).toBe('half a sentence')
    expect(open().readText(group)).toBe('half a sentence')
  })

  it('does not come back when it was emptied a moment before a hard end', async () => {
    const { clock, open, shared } = openDesk()
    const first = open()
    first.onRemoteDraft(group, undefined)
    first.set(group, 'never mind')
    await clock.advanceBy(2_000)
    first.set(group, '')
    const second = open()
    second.onRemoteDraft(group, remote('never mind'))
    expect(second.readText(group)).toBe('')
    await clock.advanceBy(2_000)
    expect(shared.at(-1)).toBe('')
    // What was written on another device since is another text, and is taken over.
    const third = open()
    third.onRemoteDraft(group, remote('never mind'))
    expect(third.readText(group)).toBe('never mind')
  })

  it('is taken over when another device wrote something else after the hard end', async () => {
    const { clock, open } = openDesk()
    const first = open()
    first.set(group, 'never mind')
    await clock.advanceBy(2_000)
    first.set(group, '')
    const second = open()
    second.onRemoteDraft(group, remote('from the phone'))
    expect(second.readText(group)).toBe('from the phone')
  })

  it('stays whole on this machine when it is longer than Telegram keeps', async () => {
    const { clock, open, shared } = openDesk()
    const drafts = open()
    const long = 'я'.repeat(35_001)
    drafts.set(group, long)
    await clock.advanceBy(2_000)
    expect(shared).toEqual([])
    drafts.onRemoteDraft(group, undefined)
    expect(drafts.readText(group)).toBe(long)
  })

  it('moves with its reply when its group becomes a supergroup, before what is typed there, once', () => {
    const { open, upgrades } = openDesk()
    const drafts = open()
    const asked = asMessageId(toMessageId(3))
    drafts.set(group, 'before', asked)
    drafts.set(next, 'after')
    upgrades.note(group, next)
    const moved = { text: 'before\nafter', replyToMessageId: toPredecessorId(asked) }
    expect(drafts.read(next)).toEqual(moved)
    upgrades.restore()
    drafts.onRemoteDraft(group, remote('before'))
    expect(drafts.read(next)).toEqual(moved)
    expect(drafts.readText(group)).toBe('')
    expect(open().read(next)).toEqual(moved)
  })
})
