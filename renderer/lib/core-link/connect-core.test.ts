import { describe, expect, it } from 'vitest'
import { coreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { PatchBatch } from '#shared/contract/patches.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { fail, ok } from '#shared/lib/result.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { type Handlers, serveContract } from '#shared/rpc/serve-contract.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createCoreLink, type CoreLink, type LinkState } from './connect-core.ts'

const chat = 7 as ChatId

/** Two ends of one pipe; messages arrive in a later turn, as they do between processes. */
function createPipe(): readonly [MessageEndpoint, MessageEndpoint] {
  const closed = new CloseSignal()
  const inboxes = [new Emitter<[message: unknown]>(), new Emitter<[message: unknown]>()] as const
  const createEnd = (own: 0 | 1): MessageEndpoint => ({
    post: (message) => {
      queueMicrotask(() => {
        if (!closed.isFired) inboxes[own === 0 ? 1 : 0].emit(message)
      })
    },
    onMessage: (listener) => inboxes[own].on(listener),
    onClose: (listener) => closed.listen(listener),
    close: () => {
      closed.fire()
    },
  })
  return [createEnd(0), createEnd(1)]
}

interface Bench {
  readonly link: CoreLink
  readonly clock: FakeClock
  readonly states: LinkState['kind'][]
  readonly batches: number[]
  /** Names and inputs of the calls that reached the other side. */
  readonly calls: string[]
  isHostThere: boolean
  protocolIsOther: boolean
  isReady: boolean
  readonly bugs: unknown[]
  /** What is answered when the stream is asked for. */
  answerStream: () => unknown
  emit(batch: unknown): void
  drop(): void
}

function createBench(): Bench {
  const clock = new FakeClock()
  let end: MessageEndpoint | undefined
  let emitPatch: (batch: unknown) => void = () => undefined
  const answer = (name: string, input: unknown): unknown => {
    bench.calls.push(input === undefined ? name : `${name} ${JSON.stringify(input)}`)
    if (name === 'session.hello') {
      return bench.protocolIsOther
        ? fail('protocol_mismatch', 'other build')
        : ok({ protocol: 1, build: 'b', host: 'browser' })
    }
    if (name === 'stream.open') return bench.answerStream()
    if (name === 'conversation.open' && !bench.isReady) return fail('not_ready', 'not yet')
    return ok()
  }
  const handlers = Object.fromEntries(
    Object.keys(coreContract).map((name) => [name, (input: unknown) => answer(name, input)]),
  ) as unknown as Handlers<typeof coreContract>
  const bench: Bench = {
    clock,
    states: [],
    batches: [],
    calls: [],
    bugs: [],
    isHostThere: true,
    protocolIsOther: false,
    isReady: true,
    answerStream: () => ok(),
    emit: (batch) => {
      emitPatch(batch)
    },
    drop: () => {
      end?.close()
    },
    link: createCoreLink({
      clock,
      openEndpoint: () => {
        if (!bench.isHostThere) return Promise.resolve('unreachable' as const)
        const [window, core] = createPipe()
        end = core
        const served = serveContract({
          contract: coreContract,
          endpoint: core,
          handlers,
          reportBug: (error) => {
            throw error
          },
        })
        emitPatch = (batch) => {
          served.emit('patch', batch)
        }
        return Promise.resolve(window)
      },
      onBatch: (batch) => bench.batches.push(batch.seq),
      onState: (state) => bench.states.push(state.kind),
      onNotify: () => undefined,
      onRetract: () => undefined,
      reportBug: (error) => bench.bugs.push(error),
    }),
  }
  return bench
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve()
}

const batch = (seq: number, isSnapshot = false): PatchBatch => ({ seq, isSnapshot, ops: [] })

describe('createCoreLink', () => {
  it('says hello, then asks for the stream', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    expect(bench.states).toEqual(['connecting', 'connected'])
    expect(bench.calls.map((call) => call.split(' ')[0])).toEqual(['session.hello', 'stream.open'])
  })

  it('asks for a snapshot when a batch is missing, and holds the later ones back', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    for (const next of [batch(1, true), batch(2), batch(4), batch(5)]) bench.emit(next)
    await settle()
    expect(bench.batches).toEqual([1, 2])
    expect(bench.calls.filter((call) => call === 'stream.open')).toHaveLength(2)
    for (const next of [batch(6, true), batch(7)]) bench.emit(next)
    await settle()
    expect(bench.batches).toEqual([1, 2, 6, 7])
  })

  it('does not call itself connected until the snapshot for a missing batch is there', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    for (const next of [batch(1, true), batch(3)]) bench.emit(next)
    await settle()
    expect(bench.states).toEqual(['connecting', 'connected', 'connecting'])
    bench.emit(batch(4))
    await settle()
    expect(bench.states).toHaveLength(3)
    bench.emit(batch(5, true))
    await settle()
    expect(bench.states).toEqual(['connecting', 'connected', 'connecting', 'connected'])
    expect(bench.batches).toEqual([1, 5])
  })

  it('connects again, with growing pauses, when the snapshot for a missing batch is refused', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    bench.emit(batch(1, true))
    bench.answerStream = () => fail('internal', 'no snapshot')
    bench.emit(batch(3))
    await settle()
    expect(bench.states.at(-1)).toBe('waiting')
    await bench.clock.advanceBy(250)
    await settle()
    expect(bench.states.at(-1)).toBe('waiting')
    bench.answerStream = () => ok()
    bench.calls.length = 0
    await bench.clock.advanceBy(499)
    await settle()
    expect(bench.calls).toEqual([])
    await bench.clock.advanceBy(1)
    await settle()
    expect(bench.states.at(-1)).toBe('connected')
    for (const next of [batch(1, true), batch(2)]) bench.emit(next)
    await settle()
    expect(bench.batches).toEqual([1, 1, 2])
  })

  it('connects again when the snapshot for a missing batch does not come in time', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    bench.emit(batch(1, true))
    bench.answerStream = () => new Promise(() => undefined)
    bench.emit(batch(3))
    await settle()
    bench.answerStream = () => ok()
    await bench.clock.advanceBy(coreContract['stream.open'].deadlineMs)
    await settle()
    expect(bench.states.at(-1)).toBe('waiting')
    await bench.clock.advanceBy(250)
    await settle()
    expect(bench.states.at(-1)).toBe('connected')
  })

  const strange = { seq: 2, isSnapshot: false, ops: [] }
  it.each([
    ['an unknown kind of patch', { ...strange, ops: [{ op: 'constructor' }] }],
    ['something that is no patch', { ...strange, ops: [undefined] }],
    ['no patches', { ...strange, ops: {} }],
    ['no number', { ...strange, seq: '2' }],
    ['nothing', null],
  ])('connects again when a batch has %s, and reports it', async (_name, next) => {
    const bench = createBench()
    bench.link.start()
    await settle()
    bench.emit(batch(1, true))
    bench.emit(next)
    bench.emit(batch(3))
    await settle()
    expect(bench.bugs).toHaveLength(1)
    expect(bench.batches).toEqual([1])
    expect(bench.states.at(-1)).toBe('waiting')
    await bench.clock.advanceBy(250)
    await settle()
    expect(bench.states.at(-1)).toBe('connected')
  })

  it('takes nothing before the first snapshot', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    bench.emit(batch(1))
    await settle()
    expect(bench.batches).toEqual([])
  })

  it('comes back with growing pauses and opens again what was open, at the place that was read', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    await bench.link.openConversation(chat)
    bench.link.keepPlace(chat, 42 as MessageId)
    bench.calls.length = 0
    bench.isHostThere = false
    bench.drop()
    await settle()
    expect(bench.states.at(-1)).toBe('waiting')
    await bench.clock.advanceBy(250)
    await settle()
    await bench.clock.advanceBy(499)
    await settle()
    expect(bench.calls).toEqual([])
    bench.isHostThere = true
    await bench.clock.advanceBy(1)
    await settle()
    expect(bench.states.at(-1)).toBe('connected')
    expect(bench.calls.at(-1)).toBe('conversation.open {"chatId":7,"around":42}')
  })

  it('does not open again what was closed', async () => {
    const bench = createBench()
    bench.link.start()
    await settle()
    await bench.link.openConversation(chat)
    bench.link.closeConversation(chat)
    await settle()
    bench.calls.length = 0
    bench.drop()
    await settle()
    await bench.clock.advanceBy(250)
    await settle()
    expect(bench.calls.some((call) => call.startsWith('conversation.open'))).toBe(false)
  })

  it('asks again for a conversation that the core was not ready to open', async () => {
    const bench = createBench()
    bench.isReady = false
    bench.link.start()
    await settle()
    await bench.link.openConversation(chat)
    bench.isReady = true
    bench.calls.length = 0
    bench.link.reopenRefused()
    bench.link.reopenRefused()
    await settle()
    expect(bench.calls).toEqual(['conversation.open {"chatId":7}'])
  })

  it('answers calls with a failure while there is no connection', async () => {
    const bench = createBench()
    expect(await bench.link.calls['stream.open'](undefined)).toMatchObject({
      ok: false,
      error: { code: 'disconnected' },
    })
  })

  it('stops at a core of another build, which only loading again can mend', async () => {
    const bench = createBench()
    bench.protocolIsOther = true
    bench.link.start()
    await settle()
    expect(bench.states).toEqual(['connecting', 'protocol_mismatch'])
  })
})
