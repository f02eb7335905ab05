import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TeamView } from '#shared/contract/entities/team.ts'
import { eventVersion, type NewTeamEvent, type TeamEvent } from '#shared/domain/team-log/events.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { DatacenterOptions } from '#core/core-options.ts'
import { openHarness, type CoreHarness } from './core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from './datacenter-process.ts'
import { OffsetClock } from './offset-clock.ts'
import { chatIds, phones, teamScenario, userIds, type ConsoleName, type TeamName } from './team-people.ts'
import { expectOk, type TestWindow } from './test-window.ts'

/** One person's machine: its clock and files stay when the core is closed. */
export interface TeamConsole {
  readonly name: ConsoleName
  readonly clock: OffsetClock
  readonly profileFolder: string
  readonly harness: CoreHarness
  readonly window: TestWindow
}

export interface OpenOptions {
  /** Makes the group the team channel unless it is already; true by default. */
  readonly choosesTeam?: boolean
  /** Waits until the lists are complete; true by default. */
  readonly isSynced?: boolean
  readonly datacenter?: Partial<DatacenterOptions>
}

export interface PostOptions {
  /** Of the event; a fresh one by default. */
  readonly id?: string
  readonly line?: string
  /** Also as somebody who may not write there. */
  readonly isForced?: boolean
  /** Unix seconds. */
  readonly date?: number
  readonly viaBot?: number
  readonly as?: 'group'
  readonly chatId?: number
}

interface Machine {
  readonly clock: OffsetClock
  readonly profileFolder: string
  console: TeamConsole | undefined
}

/** A data centre and the consoles of a team on it, each with a clock and a profile of its own. */
export class TeamDesk {
  readonly datacenter: DatacenterProcess
  readonly #machines = new Map<ConsoleName, Machine>()

  private constructor(datacenter: DatacenterProcess) {
    this.datacenter = datacenter
  }

  static async start(scenario: string = teamScenario): Promise<TeamDesk> {
    return new TeamDesk(await startDatacenterProcess(['--scenario', scenario, '--traffic', 'off']))
  }

  /** Opens somebody's console; after `close` it is the same machine with the same files. */
  async open(name: ConsoleName, options: OpenOptions = {}): Promise<TeamConsole> {
    const machine = this.#findMachine(name)
    if (machine.console !== undefined) throw new Error(`the console of ${name} is open`)
    const { clock, profileFolder } = machine
    const { tdjsonPath, mtprotoPort, controlPort } = this.datacenter
    const harness = await openHarness({
      datacenter: this.datacenter,
      profileFolder,
      options: {
        clock,
        datacenter: {
          tdjsonPath,
          mtprotoPort,
          controlPort,
          host: '127.0.0.1',
          loginPhone: phones[name],
          presetStaff: [userIds.lena, userIds.ivan, userIds.maria, userIds.oleg, userIds.alexey],
          ...options.datacenter,
        },
      },
    })
    const { window } = harness
    const opened: TeamConsole = { name, clock, profileFolder, harness, window }
    machine.console = opened
    if (options.isSynced !== false) await window.waitForSync()
    if (options.choosesTeam !== false && window.state.team?.channel === undefined) {
      // Choosing a channel asks Telegram who would read, and nothing is asked without a connection.
      await window.waitForConnection('ready')
      expectOk(await window.calls['team.choose']({ chatId: chatIds.teamLog }))
    }
    return opened
  }

  /** Several at once. */
  openAll(names: readonly ConsoleName[], options?: OpenOptions): Promise<readonly TeamConsole[]> {
    return Promise.all(names.map((name) => this.open(name, options)))
  }

  async close(name: ConsoleName): Promise<void> {
    const machine = this.#findMachine(name)
    await machine.console?.harness.close()
    machine.console = undefined
  }

  /** The next console of this person starts on a machine that has never seen the account. */
  async forget(name: ConsoleName): Promise<void> {
    await this.close(name)
    rmSync(this.#findMachine(name).profileFolder, { recursive: true, force: true })
    this.#machines.delete(name)
  }

  async dispose(): Promise<void> {
    const names = [...this.#machines.keys()]
    await Promise.all(names.map((name) => this.close(name)))
    await this.datacenter.stop()
    for (const { profileFolder } of this.#machines.values())
      rmSync(profileFolder, { recursive: true, force: true })
  }

  /** Posts an event as its author's console would, without one; answers the event's id and the message's number and id. */
  async post(from: TeamName, event: NewTeamEvent, options: PostOptions = {}): Promise<PostedEvent> {
    const id = options.id ?? randomUUID().replaceAll('-', '').slice(0, 16)
    const whole: TeamEvent = { v: eventVersion, id, ...event }
    const messages = expectOk(writeTeamLogMessages(options.line ?? `${from}: ${event.type}`, whole))
    let number = 0
    for (const message of messages) number = await this.postText(from, message, options)
    return { id, number, messageId: number * 2 ** 20 }
  }

  /** Posts a message into the log as it is; answers its number. */
  async postText(from: TeamName, message: FormattedText, options: PostOptions = {}): Promise<number> {
    const { isForced, date, viaBot, as, chatId = chatIds.teamLog } = options
    const { text } = message
    const entities = message.entities.map(({ offset, length, kind }) => ({
      kind,
      offset,
      length,
      ...(kind === 'pre' && { language: 'watchfloor' }),
    }))
    const { number } = await this.datacenter.call<{ number: number }>('POST', '/messages', {
      from: userIds[from],
      chat: chatId,
      text,
      entities,
      isSilent: true,
      isForced,
      date,
      viaBot,
      as,
    })
    return number
  }

  /** The log begins: Lena is the first manager, and everybody has the role they are described with. */
  async agree(): Promise<void> {
    await this.post('lena', { type: 'genesis', managers: [userIds.lena] })
    for (const [name, role] of [
      ['alexey', 'manager'],
      ['ivan', 'duty'],
      ['maria', 'duty'],
      ['oleg', 'task'],
    ] as const)
      await this.post('lena', { type: 'role', user: userIds[name], role })
  }

  /** Writes as anybody; answers the number of the message in its chat. */
  async write(from: TeamName, chatId: number, text: string): Promise<number> {
    const answer = await this.datacenter.call<{ number: number }>('POST', '/messages', {
      from: userIds[from],
      chat: chatId,
      text,
    })
    return answer.number
  }

  /** What is in the log's group, oldest first. */
  async readTeamLog(limit = 1_000): Promise<readonly TeamLogMessage[]> {
    const { messages } = await this.datacenter.call<{ messages: readonly TeamLogMessage[] }>(
      'GET',
      `/chats/${chatIds.teamLog}/messages?limit=${limit}`,
    )
    return messages
  }

  /** Messages of the log's group that answers gave to this person since the last `forgetReads`. */
  async countReads(name: ConsoleName, chatId: number = chatIds.teamLog): Promise<number> {
    const { total } = await this.datacenter.call<{ total: number }>(
      'GET',
      `/reads?user=${userIds[name]}&chat=${chatId}`,
    )
    return total
  }

  async forgetReads(): Promise<void> {
    await this.datacenter.call('DELETE', '/reads')
  }

  /** A fault of the data centre; see its README. With `user` it concerns that person's connections and calls only. */
  async fault(kind: string, fields: Readonly<Record<string, unknown>> = {}): Promise<void> {
    await this.datacenter.call('POST', '/faults', { kind, ...fields })
  }

  #findMachine(name: ConsoleName): Machine {
    const known = this.#machines.get(name)
    if (known !== undefined) return known
    const profileFolder = mkdtempSync(join(tmpdir(), `watchfloor-team-${name}-`))
    const machine: Machine = { clock: new OffsetClock(), profileFolder, console: undefined }
    this.#machines.set(name, machine)
    return machine
  }
}

export interface PostedEvent {
  readonly id: string
  /** Of the last message of the event. */
  readonly number: number
  /** As TDLib shows it. */
  readonly messageId: number
}

export interface TeamLogMessage {
  readonly number: number
  readonly fromId: number
  readonly date: number
  readonly text: string
  readonly editDate?: number
  readonly isSilent: boolean
}

/** Waits until the team is as wanted in this window. */
export async function waitForTeam(
  { window, name }: Pick<TeamConsole, 'window' | 'name'>,
  what: string,
  fits: (team: TeamView) => boolean,
  timeoutMs?: number,
): Promise<TeamView> {
  return window.waitFor(
    () => window.state.team !== undefined && fits(window.state.team) && window.state.team,
    () => `${what} at ${name}, now ${JSON.stringify(window.state.team)}`,
    timeoutMs,
  )
}

/** The log has been read and the first managers are known. */
export function waitForTeamLog(console: TeamConsole): Promise<TeamView> {
  return waitForTeam(console, 'the log', ({ teamLog }) => teamLog.state === 'ready')
}
