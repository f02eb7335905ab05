import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { TeamDesk } from '../support/team-desk.ts'
import { chatIds, phones, userIds } from '../support/team-people.ts'
import type { SideOrder, SideReport } from './alarm/protocol.ts'
import { median, type Benchmark } from './figures.ts'
import { runWithScratchFolder } from './scratch-folder.ts'

const rounds = 200
/** Consoles have been running for hours when it matters. */
const warmUpRounds = 30
/** Between two of them nothing is on its way any more: alarms come out of the quiet. */
const pauseMs = 60

const entry = fileURLToPath(new URL('alarm/console-side.ts', import.meta.url))

/**
 * From the call that raises an alarm to the patch at a colleague's window, against a bare text between the same two
 * TDLibs, in turns.
 */
export const alarm: Benchmark = {
  name: 'alarm',
  run: (report) =>
    runWithScratchFolder(async (folder) => {
      const desk = await TeamDesk.start()
      const sides: Side[] = []
      try {
        const teamChatId = await makeTeam(desk)
        const textChatId = await makeGroup(desk, 'Texts', [userIds.ivan, userIds.maria])
        const openSide = async (name: keyof typeof phones): Promise<Side> => {
          const { controlPort, mtprotoPort, tdjsonPath } = desk.datacenter
          const side = new Side(entry)
          sides.push(side)
          side.tell({
            kind: 'open',
            datacenter: { controlPort, mtprotoPort, tdjsonPath },
            loginPhone: phones[name],
            folder: join(folder, name),
            teamChatId,
            alarmedChatId: chatIds.west,
            textChatId,
          })
          await side.hear((heard) => heard.kind === 'ready')
          return side
        }
        const raiser = await openSide('ivan')
        const colleague = await openSide('maria')
        const alarmMs: number[] = []
        const bareMs: number[] = []
        for (let round = -warmUpRounds; round < rounds; round += 1) {
          const text = `Round ${round}`
          const plain = await measure(raiser, colleague, { kind: 'send', text })
          await sleep(pauseMs)
          const raised = await measure(raiser, colleague, { kind: 'raise', note: text })
          const isOver = [raiser, colleague].map((side) =>
            side.hear((heard) => heard.kind === 'over' && heard.key === raised.key),
          )
          raiser.tell({ kind: 'end', key: raised.key })
          await Promise.all(isOver)
          await forgetAlarm(desk, teamChatId)
          await sleep(pauseMs)
          if (round < 0) continue
          bareMs.push(plain.tookMs)
          alarmMs.push(raised.tookMs)
        }
        const sorted = alarmMs.toSorted((a, b) => a - b)
        report({
          name: 'alarm.p99_ms',
          value: sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Infinity,
          unit: 'ms',
          goal: { atMost: 300 },
          note: `raised → in the colleague's window, ${rounds} alarms`,
        })
        report({ name: 'alarm.median_ms', value: median(alarmMs), unit: 'ms' })
        report({ name: 'alarm.bare_ms', value: median(bareMs), unit: 'ms', note: 'a text between the same' })
        report({
          name: 'alarm.ratio',
          value: median(alarmMs) / median(bareMs),
          unit: '',
          goal: { atMost: 1.3 },
          note: 'of the medians',
        })
      } finally {
        await Promise.all(sides.map((side) => side.end()))
        await desk.dispose()
      }
    }),
}

/** A log of two, so that nobody else is told of the alarms. */
async function makeTeam(desk: TeamDesk): Promise<number> {
  const chatId = (await makeGroup(desk, 'Alarms', [userIds.ivan, userIds.maria])) as ChatId
  await desk.post('ivan', { type: 'genesis', managers: [userIds.ivan] }, { chatId })
  await desk.post('ivan', { type: 'role', user: userIds.maria, role: 'duty' }, { chatId })
  return chatId
}

/** Takes it out of the log: nobody raises hundreds of alarms a day, and windows show those of the last day. */
async function forgetAlarm(desk: TeamDesk, chat: number): Promise<void> {
  const { messages } = await desk.datacenter.call<{ messages: readonly { number: number }[] }>(
    'GET',
    `/chats/${chat}/messages?limit=2`,
  )
  await desk.datacenter.call('DELETE', '/messages', { chat, numbers: messages.map(({ number }) => number) })
}

async function makeGroup(desk: TeamDesk, title: string, memberIds: readonly number[]): Promise<number> {
  const [owner, ...members] = memberIds
  const { tdlibId } = await desk.datacenter.call<{ tdlibId: number }>('POST', '/chats', {
    title,
    owner,
    members,
  })
  return tdlibId
}

async function measure(
  from: Side,
  to: Side,
  what: Extract<SideOrder, { readonly kind: 'send' | 'raise' }>,
): Promise<{ readonly key: string; readonly tookMs: number }> {
  const seen = new Map<string, bigint>()
  const { promise: arrived, resolve } = Promise.withResolvers<void>()
  const stop = to.listen((heard) => {
    if (heard.kind !== 'seen') return
    seen.set(heard.key, BigInt(heard.atNs))
    resolve()
  })
  from.tell(what)
  const said = await from.hear((heard) => heard.kind === 'said')
  await arrived
  stop()
  const atNs = said.kind === 'said' ? seen.get(said.key) : undefined
  if (said.kind !== 'said' || atNs === undefined)
    throw new Error(`${JSON.stringify(what)} came as something else`)
  return { key: said.key, tookMs: Number(atNs - BigInt(said.atNs)) / 1e6 }
}

/** A measured process. */
class Side {
  readonly #child: ChildProcess

  constructor(entry: string) {
    this.#child = fork(entry, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  }

  tell(order: SideOrder): void {
    this.#child.send(order)
  }

  listen(listener: (heard: SideReport) => void): () => void {
    this.#child.on('message', listener)
    return () => {
      this.#child.off('message', listener)
    }
  }

  /** The next report that is wanted. */
  hear(isWanted: (heard: SideReport) => boolean): Promise<SideReport> {
    const { promise, resolve, reject } = Promise.withResolvers<SideReport>()
    const stop = this.listen((heard) => {
      if (isWanted(heard)) resolve(heard)
    })
    const fail = (): void => {
      reject(new Error('a measured process ended'))
    }
    this.#child.once('exit', fail)
    return promise.finally(() => {
      stop()
      this.#child.off('exit', fail)
    })
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }
}
