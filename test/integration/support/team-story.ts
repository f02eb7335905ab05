import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startProgram } from '../../support/child-process.ts'
import { openRecordedWindow, type RecordedWindow } from '../../support/recorded-window.ts'
import { type TeamConsole, type TeamDesk, waitForTeamLog } from '../../support/team-desk.ts'
import { chatIds, phones, userIds } from '../../support/team-people.ts'
import { expectOk, plain } from '../../support/test-window.ts'
import { consoleNames, type Deed, type Step, type StoryConsole } from './team-steps.ts'
import { makeOverride, noteMark, TeamWorld } from './team-world.ts'
import { findCore, type WatchedCore } from './watched-cores.ts'

const program = fileURLToPath(new URL('../../support/notes-program.ts', import.meta.url))

const longFloodS = 300

/** What somebody was told `ok` about. */
export interface Taken {
  readonly who: StoryConsole
  readonly type: string
}

/** One story on one desk: does the steps, and keeps what everybody was told. */
export class TeamStory {
  readonly #desk: TeamDesk
  readonly world: TeamWorld
  /** What was done, as far as it worked. */
  readonly story: string[] = []
  readonly consoles = new Map<StoryConsole, TeamConsole>()
  /** Oleg's windows, from the first frame on. */
  readonly recorded: RecordedWindow[] = []
  /** Ids of events whose messages were taken away or changed, or whose machine was thrown away. */
  readonly excused = new Set<string>()
  /** Messages were changed behind the back of consoles that were away, or with nobody telling them. */
  hasLostChanges = false
  /** And no snapshot could be written. */
  isUnknowable = false
  readonly #watched: { readonly who: StoryConsole; readonly watched: WatchedCore }[] = []
  readonly #takenByKilled = new Map<string, Taken>()
  readonly #stalled = new Set<StoryConsole>()
  readonly #expelled = new Set<string>()
  #noteCount = 0

  constructor(desk: TeamDesk) {
    this.#desk = desk
    this.world = new TeamWorld(desk)
  }

  async start(): Promise<void> {
    await this.#desk.agree()
    for (const who of consoleNames) {
      const first = await this.#desk.open(who)
      await waitForTeamLog(first)
      this.#keep(who, first)
    }
    // Who has nothing chosen yet is shown everything; from here on it is known what he is not.
    await this.#close('oleg')
    await this.#open('oleg')
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const step of steps) {
      this.story.push(JSON.stringify(step))
      const note = await this.#do(step)
      if (note !== undefined) this.story.push(`  ${note}`)
    }
  }

  /** Everything works again, and everybody is there. */
  async recover(): Promise<void> {
    await this.#desk.datacenter.call('DELETE', '/faults')
    this.#stalled.clear()
    for (const who of consoleNames) await this.#readmit(who)
    for (const who of consoleNames) if (!this.consoles.has(who)) await this.#open(who)
    for (const [who, { clock }] of this.consoles) {
      // Longer than anybody asked it to wait.
      const { outbox } = this.partsOf(who).team.teamLog.session ?? {}
      if (outbox?.pausedUntilMs !== undefined) clock.jump((longFloodS + 1) * 1000)
    }
    // What was changed far back, and nobody tells of, is found out by the next snapshot.
    if (this.hasLostChanges) {
      const note = await this.world.forge('true_snapshot', 0)
      this.story.push(`true snapshot: ${note}`)
      this.isUnknowable = note === 'not now'
    }
  }

  get taken(): ReadonlyMap<string, Taken> {
    const all = new Map(this.#takenByKilled)
    for (const { watched, who } of this.#watched)
      for (const [id, type] of watched.taken) all.set(id, { who, type })
    return all
  }

  /** Ids of events of which somebody was told that they came to nothing. */
  get refused(): ReadonlySet<string> {
    return new Set(this.#watched.flatMap(({ watched }) => [...watched.refused]))
  }

  partsOf(who: StoryConsole): WatchedCore['parts'] {
    const console = this.consoles.get(who)
    if (console === undefined) throw new Error(`the console of ${who} is closed`)
    return findCore(console.profileFolder).parts
  }

  async #do(step: Step): Promise<string | undefined> {
    const { datacenter } = this.#desk
    switch (step.kind) {
      case 'do': {
        const console = this.consoles.get(step.who)
        return console === undefined ? 'closed' : this.#call(console, step.deed)
      }
      case 'say':
        return this.#expelled.has(step.who) ? 'no member' : this.world.say(step.who, step.deed)
      case 'forge':
        return this.world.forge(step.what, step.pick)
      case 'talk':
        if (this.#expelled.has(step.who)) return 'no member'
        if (step.count === 1) await this.#desk.write(step.who, chatIds.teamLog, 'Who is going for lunch?')
        else {
          await datacenter.call('POST', '/messages/bulk', {
            count: step.count,
            chats: [chatIds.teamLog],
            text: 'Lunch?',
          })
        }
        return undefined
      case 'write':
        if (step.chat !== 'lunch') {
          const customer = step.chat === 'north' ? 'kira' : 'pavel'
          await this.#desk.write(customer, chatIds[step.chat], 'The invoice is wrong')
        }
        return undefined
      case 'leak':
        return this.#leak(step)
      case 'delete':
      case 'edit':
        return this.#spoil(step)
      case 'flood':
        await this.#desk.fault('flood', {
          method: 'messages.sendMessage',
          seconds: 1,
          times: step.times,
          user: userIds[step.who],
        })
        return undefined
      case 'lose_changes':
        this.hasLostChanges = true
        await this.#desk.fault('forgetChanges', { chat: chatIds.teamLog })
        return undefined
      case 'delay':
        await this.#desk.fault('delay', { milliseconds: step.milliseconds })
        return undefined
      case 'pause':
        // When things happen is a part of the story.
        await pause(step.milliseconds)
        return undefined
      default:
        return this.#disturb(step)
    }
  }

  async #disturb(step: Extract<Step, { readonly who: StoryConsole }>): Promise<string | undefined> {
    const { who } = step
    const console = this.consoles.get(who)
    switch (step.kind) {
      case 'stall':
        this.#stalled.add(who)
        await this.#desk.fault('stall', { user: userIds[who] })
        return undefined
      case 'resume':
        await this.#resume(who)
        return undefined
      case 'drop':
        await this.#desk.fault('drop', { user: userIds[who] })
        return undefined
      case 'long_flood':
        await this.#desk.fault('refuse', {
          method: 'messages.sendMessage',
          message: `FLOOD_WAIT_${longFloodS}`,
          code: 420,
          times: 1,
          user: userIds[who],
        })
        return undefined
      case 'expel':
        if (this.#expelled.has(who)) return 'gone already'
        this.#expelled.add(who)
        await this.#desk.datacenter.call('POST', '/leave', {
          chat: chatIds.teamLog,
          user: userIds[who],
          removedBy: userIds.lena,
        })
        return undefined
      case 'readmit':
        await this.#readmit(who)
        return undefined
      case 'skew':
        console?.clock.jump(step.byMs)
        return undefined
      case 'close':
        await this.#close(who)
        return undefined
      case 'open':
        if (console === undefined) await this.#open(who)
        return undefined
      case 'kill':
        return this.#kill(who)
      case 'fresh':
        return this.#startAfresh(who)
      default:
        return undefined
    }
  }

  async #call({ name, window }: TeamConsole, deed: Deed): Promise<string | undefined> {
    const { calls, state } = window
    const open = state.alarms.filter((alarm) => alarm.done === undefined).at(-1)
    const answer = await (async () => {
      switch (deed.kind) {
        case 'raise':
          return calls['alarm.raise']({ chatId: chatIds[deed.chat], note: 'Look' })
        case 'take':
        case 'done':
          if (open === undefined) return undefined
          return calls[`alarm.${deed.kind}`]({ alarmId: open.id })
        case 'no_reply':
          return calls['chat.noReplyNeeded']({ chatId: chatIds[deed.chat] })
        case 'take_back':
          return calls['chat.takeBackNoReply']({ chatId: chatIds[deed.chat] })
        case 'class':
          return calls['chat.setClass']({ chatId: chatIds[deed.chat], class: deed.class })
        case 'override':
          return calls['chat.setClockOverride']({
            chatId: chatIds[deed.chat],
            override: makeOverride(deed.holidays),
          })
        case 'project':
          return calls['chat.setProject']({
            chatId: chatIds[deed.chat],
            project: { tracker: 'jira', project: 'OPS' },
          })
        case 'note':
          return calls['note.add']({
            noteId: this.#makeNoteId(),
            chatId: chatIds[deed.chat],
            text: `${noteMark} about it`,
            mentionIds: [userIds.maria],
          })
        case 'remove_note':
          return this.#removeNote(name as StoryConsole)
        case 'grant':
          return calls['visibility.grant']({
            chatId: chatIds[deed.chat],
            userId: userIds[deed.to],
            ...(deed.forS === undefined ? {} : { untilS: Math.floor(Date.now() / 1000) + deed.forS }),
          })
        case 'revoke':
          return calls['visibility.revoke']({ chatId: chatIds[deed.chat], userId: userIds[deed.to] })
        case 'role':
          return calls['team.setRole']({ userId: userIds[deed.to], role: deed.role })
        case 'duty':
          return calls['team.setDuty']({ isOn: deed.isOn })
        case 'sees_all':
          return calls['team.setDutySeesAll']({ dutySeesAll: deed.isOn })
      }
    })()
    if (answer === undefined) return 'nothing to do it to'
    return answer.ok ? undefined : answer.error.code
  }

  /** Any that this console knows. */
  #removeNote(who: StoryConsole) {
    const { state } = this.partsOf(who).team.teamLog
    const note = [...state.notes.values()].flatMap((notes) => [...notes.values()]).at(-1)
    if (note === undefined) return Promise.resolve(undefined)
    return this.consoles.get(who)?.window.calls['note.remove']({ chatId: note.chatId, noteId: note.id })
  }

  /** A note as a message or a draft: nothing may take it. */
  async #leak({ chat, who }: Extract<Step, { readonly kind: 'leak' }>): Promise<string | undefined> {
    const calls = this.consoles.get(who)?.window.calls
    if (calls === undefined || chat === 'lunch') return 'closed'
    const chatId = chatIds[chat]
    const text = `! ${noteMark} for us`
    await calls['conversation.setDraft']({ chatId, text })
    const answer = await calls['messages.send']({ sendId: crypto.randomUUID(), chatId, text: plain(text) })
    if (answer.ok) throw new Error(`a note was sent to ${chat} by ${who}`)
    return answer.error.code
  }

  /** Somebody's phone takes an event back, or changes it. */
  async #spoil({
    kind,
    pick,
  }: Extract<Step, { readonly kind: 'delete' | 'edit' }>): Promise<string | undefined> {
    const events = await this.world.readEvents()
    const chosen = events[pick % Math.max(events.length, 1)]
    if (chosen === undefined) return 'nothing to spoil'
    const id = /"id":"([\w-]+)"/u.exec(chosen.text)?.[1]
    if (id !== undefined) this.excused.add(id)
    if (kind === 'delete') await this.world.delete([chosen.number])
    else await this.world.edit(chosen, pick % 3 === 0)
    return `message ${chosen.number}`
  }

  async #readmit(who: StoryConsole): Promise<void> {
    if (!this.#expelled.delete(who)) return
    await this.#desk.datacenter.call('POST', '/join', {
      chat: chatIds.teamLog,
      user: userIds[who],
      inviter: userIds.lena,
    })
  }

  async #resume(who: StoryConsole): Promise<void> {
    this.#stalled.delete(who)
    await this.#desk.fault('resume', { user: userIds[who] })
    await this.#desk.fault('drop', { user: userIds[who] })
  }

  async #close(who: StoryConsole): Promise<void> {
    this.consoles.delete(who)
    await this.#desk.close(who)
  }

  async #open(who: StoryConsole): Promise<void> {
    this.#keep(who, await this.#desk.open(who, { isSynced: false, choosesTeam: false }))
    const { harness } = this.consoles.get(who) ?? {}
    if (who === 'oleg' && harness !== undefined) this.recorded.push(await openRecordedWindow(harness.core))
  }

  #keep(who: StoryConsole, console: TeamConsole): void {
    this.consoles.set(who, console)
    this.#watched.push({ who, watched: findCore(console.profileFolder) })
  }

  /** Ends in the middle of what it says, as by a power cut. */
  async #kill(who: StoryConsole): Promise<string | undefined> {
    const console = this.consoles.get(who)
    if (console === undefined || this.#expelled.has(who)) return 'not there'
    await this.#close(who)
    const { controlPort, mtprotoPort, tdjsonPath } = this.#desk.datacenter
    const noteIds = Array.from({ length: 4 }, () => this.#makeNoteId())
    const task = {
      datacenter: { controlPort, mtprotoPort, tdjsonPath },
      loginPhone: phones[who],
      profileFolder: console.profileFolder,
      chatId: chatIds.north,
      text: `${noteMark} and gone`,
      noteIds,
    }
    const running = startProgram(process.execPath, [program, JSON.stringify(task)])
    await running.waitForLine(new RegExp(`^(?:said|refused) ${noteIds[this.#noteCount % 3]}$`, 'u'))
    await running.stop('SIGKILL')
    const said = [...running.output().matchAll(/^said ([\w-]+)$/gmu)].map(([, id]) => id ?? '')
    for (const id of said) this.#takenByKilled.set(id, { who, type: 'note' })
    await this.#open(who)
    return `said ${said.join(', ')}`
  }

  /** Another machine; what the old one had not sent is gone with it. */
  async #startAfresh(who: StoryConsole): Promise<string | undefined> {
    await this.#resume(who)
    await this.#readmit(who)
    const log = (await this.world.readTeamLog()).map(({ text }) => text).join('\n')
    for (const [id, taken] of this.taken) if (taken.who === who && !log.includes(id)) this.excused.add(id)
    this.consoles.delete(who)
    await this.#desk.forget(who)
    const fresh = await this.#desk.open(who)
    this.#keep(who, fresh)
    await waitForTeamLog(fresh)
    expectOk(await fresh.window.calls['team.readRejected'](undefined))
    return undefined
  }

  #makeNoteId(): string {
    this.#noteCount += 1
    return `note-${String(this.#noteCount).padStart(6, '0')}`
  }
}
