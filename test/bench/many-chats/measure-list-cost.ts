import type * as Td from 'tdlib-types'
import type { PatchBatch } from '#shared/contract/patches.ts'
import { createApplyBatches } from '../../../renderer/entities/apply-batches.ts'
import { createEntityStores } from '../../../renderer/entities/entity-stores.ts'
import { runWithScratchFolder } from '../scratch-folder.ts'
import { startCoreOfManyChats } from './core-of-many-chats.ts'
import { ManualClock } from './manual-clock.ts'
import { chatIdAt, describeArrival, describeMessage } from './td-updates.ts'

// A process of its own for one number of chats: `measure-list-cost.ts COUNT` prints what each message costs, µs:
// in the core and the window's state together, and in the window's state alone.

const warmUpCount = 1_500
const measuredCount = 2_000
/** A batch of rows may leave every 100 ms: each message goes through alone. The store writes later, and is not measured. */
const arrivalMs = 150
/** Long enough that a chat is quiet for longer than the damping until its next message: each one lifts its chat. */
const roundMs = 2_000
/** Rows that a window has on screen. */
const shownRows = 34
const startMs = Date.UTC(2026, 10, 21, 12)

const count = Number(process.argv[2])
if (!Number.isSafeInteger(count) || count < 1) throw new Error('the number of chats is missing')

await runWithScratchFolder(async (folder) => {
  const clock = new ManualClock(startMs)
  const { core, store, tell } = startCoreOfManyChats(folder, clock, {
    count,
    // In every second chat somebody waits, with a deadline ahead; the others are answered and get the messages.
    describeLast: (index) => ({
      dateS: startMs / 1000 - 3_600 - (index % 36_000),
      isWaiting: index % 2 === 0,
    }),
  })
  clock.advanceBy(5_000)

  const stores = createEntityStores()
  const apply = createApplyBatches(stores)
  let windowMs = 0
  let batches = 0
  const show = (batch: PatchBatch): void => {
    const fromMs = performance.now()
    apply([batch])
    lookAtRows()
    batches += 1
    windowMs += performance.now() - fromMs
    stream.acknowledge(batch.seq)
  }
  /** What the list reads to draw its rows, and to keep the cursor on its chat. */
  const lookAtRows = (): void => {
    const list = stores.lists.getState().byId.get('main')
    if (list === undefined) return
    const cursor = list.chats.at(shownRows - 1)
    if (cursor !== undefined) list.chats.indexOf(cursor)
    for (let row = 0; row < shownRows; row += 1) list.chats.at(row)
  }
  const stream = core.hub.connect({
    send: show,
    readBase: () => core.readBase(),
    readConversation: () => [],
  })
  stream.open()

  let number = 10
  let turn = 0
  const whole: number[] = []
  const window: number[] = []
  /** A customer writes in a chat where nobody waits; then it is answered and read, which is not measured. */
  const receive = (): void => {
    const index = ((turn * 7_919) % Math.floor(count / 2)) * 2 + 1
    turn += 1
    windowMs = 0
    const fromMs = performance.now()
    tellAll(describeArrival(writeIn(index, false), 1))
    clock.advanceBy(arrivalMs)
    whole.push((performance.now() - fromMs) * 1000)
    window.push(windowMs * 1000)
    if (core.triage.clocks.findWait(chatIdAt(index)) === undefined) throw new Error('nobody waits')
    tellAll(describeArrival(writeIn(index, true), 0))
    clock.advanceBy(roundMs - arrivalMs)
  }
  const writeIn = (index: number, isOwn: boolean): Td.message => {
    number += 1
    return describeMessage(index, number, Math.floor(clock.now() / 1000), isOwn)
  }
  const tellAll = (updates: readonly Td.Update[]): void => {
    for (const update of updates) tell(update)
  }
  for (let n = 0; n < warmUpCount; n += 1) receive()
  whole.length = 0
  window.length = 0
  batches = 0
  for (let n = 0; n < measuredCount; n += 1) receive()
  if (batches < measuredCount * 2) throw new Error(`${measuredCount} messages made ${batches} batches`)

  const shown = stores.lists.getState().byId.get('main')
  if (shown?.chats.length !== count) throw new Error(`the window shows ${shown?.chats.length} chats`)
  const { waiting } = core.triage.clocks.countWaits()
  if (waiting !== Math.ceil(count / 2)) throw new Error(`${waiting} of ${count} chats wait`)
  process.stdout.write(`${JSON.stringify({ whole, window })}\n`)
  stream.close()
  core.triage.close()
  await store.close()
})
