import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { PatchBatch, PatchOp } from '#shared/contract/patches.ts'
import { BatchOrder } from '#shared/domain/window-state/batch-order.ts'
import {
  applyBatches,
  createWindowState,
  type WindowState,
} from '#shared/domain/window-state/window-state.ts'
import {
  buildChat,
  buildConversation,
  buildMessage,
  buildNote,
  buildPlace,
} from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createViewHub, type ViewHub } from './view-hub.ts'
import type { WindowStream } from './window-stream.ts'

const limits = {
  intervalMs: 16,
  listIntervalMs: 40,
  maxUnackedBatches: 2,
  maxWaitingOps: 4,
  maxOpsPerBatch: 3,
}
const chatIds = [1, 2, 3]
const lists: readonly ListId[] = ['main', 'archive']

/** The core's side: applies every published op, without batches, limits or windows. */
class Truth {
  readonly state: WindowState = createWindowState()

  apply(ops: readonly PatchOp[]): void {
    for (const op of ops) applyBatches(this.state, [{ seq: 0, isSnapshot: false, ops: [op] }])
  }

  readBase(): PatchOp[] {
    const ops: PatchOp[] = [{ op: 'folders', value: this.state.folders ?? [] }]
    for (const value of this.state.chats.values()) ops.push({ op: 'chat', value })
    for (const list of this.state.lists.values()) {
      for (const value of list.places.values()) ops.push({ op: 'place', value })
    }
    return ops
  }

  readConversation(chatId: ChatId): PatchOp[] {
    const conversation = this.state.conversations.get(chatId)
    const messages = this.state.messages.get(chatId)?.byId.values() ?? []
    const notes = this.state.notes.get(chatId)
    return [
      ...(conversation === undefined ? [] : [{ op: 'conversation' as const, value: conversation }]),
      ...(notes === undefined ? [] : [{ op: 'notes' as const, chatId, value: notes }]),
      ...[...messages].map((value) => ({ op: 'message' as const, value })),
    ]
  }
}

/** A window that applies batches with delay, may lose one, and asks for a snapshot when it notices the loss. */
class TestWindow {
  readonly state = createWindowState()
  readonly #order = new BatchOrder()
  readonly inbox: PatchBatch[] = []
  readonly open = new Set<ChatId>()
  readonly stream: WindowStream
  readonly sentSizes: number[] = []
  /** True while a batch was lost and no later batch has revealed the loss yet. */
  hasLoss = false

  constructor(hub: ViewHub, truth: Truth) {
    this.stream = hub.connect({
      send: (batch) => {
        this.sentSizes.push(batch.ops.length)
        this.inbox.push(structuredClone(batch))
      },
      readBase: () => truth.readBase(),
      readConversation: (chatId) => truth.readConversation(chatId),
    })
  }

  applyNext(): void {
    const batch = this.inbox.shift()
    if (batch === undefined) return
    if (this.#order.judge(batch) !== 'apply') {
      this.askForSnapshot()
      return
    }
    applyBatches(this.state, [batch])
    this.stream.acknowledge(batch.seq)
  }

  loseNext(): void {
    if (this.inbox.shift() !== undefined) this.hasLoss = true
  }

  askForSnapshot(): void {
    this.hasLoss = false
    this.inbox.length = 0
    this.stream.open()
  }
}

const chatId = fc.constantFrom(...chatIds)
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('chat' as const), chatId, n: fc.nat(99) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop_chat' as const), chatId }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('place' as const), chatId, list: fc.nat(1), n: fc.nat(9) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop_place' as const), chatId, list: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('folders' as const), n: fc.nat(9) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('message' as const), chatId, n: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop_message' as const), chatId, n: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clear' as const), chatId }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('notes' as const), chatId, n: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('conversation' as const), chatId, n: fc.nat(99) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('open' as const), window: fc.nat(1), chatId }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const), window: fc.nat(1), chatId }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('apply' as const), window: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lose' as const), window: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), window: fc.nat(1) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait' as const), n: fc.nat(20) }) },
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

function toOps(step: Action): PatchOp[] {
  switch (step.do) {
    case 'chat':
      return [{ op: 'chat', value: buildChat(step.chatId, { unreadCount: step.n }) }]
    case 'drop_chat':
      return [{ op: 'drop_chat', chatId: step.chatId as ChatId }]
    case 'place':
      return [{ op: 'place', value: buildPlace(step.chatId, `${step.n}`, { list: lists[step.list]! }) }]
    case 'drop_place':
      return [{ op: 'drop_place', list: lists[step.list]!, chatId: step.chatId as ChatId }]
    case 'folders':
      return [{ op: 'folders', value: [{ list: 'folder:1', title: `${step.n}`, position: 0 }] }]
    case 'message':
      return [{ op: 'message', value: buildMessage(step.chatId, step.n) }]
    case 'drop_message':
      return [{ op: 'drop_message', chatId: step.chatId as ChatId, messageId: step.n as never }]
    case 'clear':
      return [{ op: 'clear_messages', chatId: step.chatId as ChatId }]
    case 'notes':
      return [{ op: 'notes', chatId: step.chatId as ChatId, value: [buildNote(step.chatId, step.n)] }]
    case 'conversation':
      return [{ op: 'conversation', value: buildConversation(step.chatId, { memberCount: step.n }) }]
    default:
      return []
  }
}

async function take(step: Action, clock: FakeClock, windows: TestWindow[], truth: Truth): Promise<PatchOp[]> {
  switch (step.do) {
    case 'wait':
      await clock.advanceBy(step.n)
      return []
    case 'apply':
      windows[step.window]!.applyNext()
      return []
    case 'lose':
      windows[step.window]!.loseNext()
      return []
    case 'reopen':
      windows[step.window]!.askForSnapshot()
      return []
    case 'open': {
      const window = windows[step.window]!
      const id = step.chatId as ChatId
      window.open.add(id)
      window.stream.openConversation(id)
      window.stream.publish([{ op: 'clear_messages', chatId: id }, ...truth.readConversation(id)])
      return []
    }
    case 'close': {
      const window = windows[step.window]!
      const id = step.chatId as ChatId
      window.open.delete(id)
      window.stream.closeConversation(id)
      return []
    }
    default:
      return toOps(step)
  }
}

function expectSame(window: TestWindow, truth: Truth): void {
  const { state } = window
  expect(state.chats).toEqual(truth.state.chats)
  expect(state.folders ?? []).toEqual(truth.state.folders ?? [])
  for (const list of lists) {
    expect([...(state.lists.get(list)?.order ?? [])]).toEqual([...(truth.state.lists.get(list)?.order ?? [])])
    expect(state.lists.get(list)?.places ?? new Map()).toEqual(
      truth.state.lists.get(list)?.places ?? new Map(),
    )
  }
  for (const id of chatIds.map((id) => id as ChatId)) {
    const messages = window.open.has(id) ? truth.state.messages.get(id) : undefined
    expect(state.messages.get(id)?.byId ?? new Map()).toEqual(messages?.byId ?? new Map())
    expect(state.messages.get(id)?.ids ?? []).toEqual(messages?.ids ?? [])
    expect(state.notes.get(id)).toEqual(window.open.has(id) ? truth.state.notes.get(id) : undefined)
    if (window.open.has(id)) expect(state.conversations.get(id)).toEqual(truth.state.conversations.get(id))
  }
}

describe('the stream', () => {
  it('ends with every window equal to the core, whatever happened on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 80, size: 'max' }), async (steps) => {
        const clock = new FakeClock()
        const hub = createViewHub({ clock, limits })
        const truth = new Truth()
        const windows = [new TestWindow(hub, truth), new TestWindow(hub, truth)]
        for (const window of windows) window.stream.open()
        for (const step of steps) {
          const ops = await take(step, clock, windows, truth)
          truth.apply(ops)
          hub.publish(ops)
        }
        for (const window of windows) {
          // A lost batch shows with the next batch, or at the end, when the window checks by itself.
          if (window.hasLoss) window.askForSnapshot()
          do {
            while (window.inbox.length > 0) window.applyNext()
            await clock.advanceBy(limits.listIntervalMs)
          } while (window.inbox.length > 0)
          expectSame(window, truth)
          expect(Math.max(...window.sentSizes)).toBeLessThanOrEqual(limits.maxOpsPerBatch)
        }
        expect(clock.pendingCount).toBe(0)
      }),
      { numRuns: 200 },
    )
  })
})
