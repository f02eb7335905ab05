import type { TeamRole } from '../../contract/entities/team.ts'
import type { Alarm, DutyState, Grant, Note, SharedChat, TeamSettings, TeamState } from './team-state.ts'

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

const noGrants: ReadonlyMap<number, Grant> = new Map()

export const emptyTeamState: TeamState = {
  rootId: undefined,
  roles: new Map(),
  duty: new Map(),
  settings: { dutySeesAll: true },
  chats: new Map(),
  alarms: new Map(),
  openAlarms: new Map(),
  notes: new Map(),
}

/**
 * A state that is being changed. A state that was handed out (`share`) never changes any more: the first change
 * after that copies the map that it touches, and no other.
 */
export class TeamDraft {
  #state: Mutable<TeamState>
  /** Maps made since the last `share`: only this draft holds them. */
  #own = new Set<unknown>()
  #isShared = true

  constructor(state: TeamState) {
    this.#state = state
  }

  /** The state while it changes, for reading only; not to be kept. */
  get current(): TeamState {
    return this.#state
  }

  share(): TeamState {
    if (!this.#isShared) {
      this.#isShared = true
      this.#own = new Set()
    }
    return this.#state
  }

  setRoot(messageId: number): void {
    this.#write().rootId = messageId
  }

  /** Undefined takes the role away. */
  setRole(userId: number, role: TeamRole | undefined): void {
    const roles = this.#map('roles') as Map<number, TeamRole>
    if (role === undefined) roles.delete(userId)
    else roles.set(userId, role)
  }

  setDuty(userId: number, duty: DutyState | undefined): void {
    const all = this.#map('duty') as Map<number, DutyState>
    if (duty === undefined) all.delete(userId)
    else all.set(userId, duty)
  }

  setSettings(settings: TeamSettings): void {
    this.#write().settings = settings
  }

  /** Takes away what is undefined in `change`. A chat about which nothing is agreed any more is forgotten. */
  changeChat(
    chatId: number,
    change: { readonly [Key in keyof Omit<SharedChat, 'grants'>]?: SharedChat[Key] | undefined } & {
      readonly grants?: ReadonlyMap<number, Grant>
    },
  ): void {
    const chats = this.#map('chats') as Map<number, SharedChat>
    const before = chats.get(chatId)
    const { handClass, clockOverride, project, noReply, grants = noGrants } = { ...before, ...change }
    const chat: Mutable<SharedChat> = { grants }
    if (handClass !== undefined) chat.handClass = handClass
    if (clockOverride !== undefined) chat.clockOverride = clockOverride
    if (project !== undefined) chat.project = project
    if (noReply !== undefined) chat.noReply = noReply
    const isEmpty = grants.size === 0 && Object.keys(chat).length === 1
    if (isEmpty) chats.delete(chatId)
    else chats.set(chatId, chat)
  }

  setGrant(chatId: number, userId: number, grant: Grant | undefined): void {
    const grants = new Map(this.#state.chats.get(chatId)?.grants)
    if (grant === undefined) grants.delete(userId)
    else grants.set(userId, grant)
    this.changeChat(chatId, { grants })
  }

  setAlarm(alarm: Alarm): void {
    const alarms = this.#map('alarms') as Map<string, Alarm>
    alarms.set(alarm.id, alarm)
    const open = this.#map('openAlarms') as Map<number, string>
    if (alarm.done === undefined) open.set(alarm.chatId, alarm.id)
    else open.delete(alarm.chatId)
  }

  /** Frees the alarm's id: the alarm keeps its place in the history under another id. */
  renameAlarm(alarm: Alarm, id: string): void {
    const alarms = this.#map('alarms') as Map<string, Alarm>
    const all = [...alarms.values()]
    alarms.clear()
    for (const one of all) alarms.set(one === alarm ? id : one.id, one === alarm ? { ...alarm, id } : one)
  }

  setNote(note: Note): void {
    const notes = this.#map('notes') as Map<number, ReadonlyMap<string, Note>>
    let own = notes.get(note.chatId) as Map<string, Note> | undefined
    if (own === undefined || !this.#own.has(own)) {
      own = new Map(own)
      this.#own.add(own)
      notes.set(note.chatId, own)
    }
    own.set(note.id, note)
  }

  deleteNote(chatId: number, noteId: string): void {
    const notes = this.#map('notes') as Map<number, ReadonlyMap<string, Note>>
    const left = new Map(notes.get(chatId))
    left.delete(noteId)
    this.#own.add(left)
    if (left.size === 0) notes.delete(chatId)
    else notes.set(chatId, left)
  }

  /** Adds what comes before everything known so far. Entries that are known already stay as they are. */
  addPast(alarms: ReadonlyMap<string, Alarm>, notes: ReadonlyMap<number, ReadonlyMap<string, Note>>): void {
    const state = this.#write()
    if (alarms.size > 0) state.alarms = new Map([...alarms, ...state.alarms])
    if (notes.size === 0) return
    const all = this.#map('notes') as Map<number, ReadonlyMap<string, Note>>
    for (const [chatId, past] of notes) all.set(chatId, new Map([...past, ...(all.get(chatId) ?? [])]))
  }

  #write(): Mutable<TeamState> {
    if (this.#isShared) {
      this.#state = { ...this.#state }
      this.#isShared = false
    }
    return this.#state
  }

  #map(name: 'roles' | 'duty' | 'chats' | 'alarms' | 'openAlarms' | 'notes'): unknown {
    const state = this.#write()
    const map: ReadonlyMap<unknown, unknown> = state[name]
    if (this.#own.has(map)) return map
    const copy = new Map(map)
    this.#own.add(copy)
    Object.assign(state, { [name]: copy })
    return copy
  }
}
