import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { hashRecords } from '#shared/domain/team-log/snapshot-records.ts'
import type { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import type { TeamDesk } from '../../support/team-desk.ts'
import { chatIds, userIds, type TeamName } from '../../support/team-people.ts'
import { foldTeamLog, type TeamLogMessage, serverIdStep } from './team-oracle.ts'
import type { Deed, Forgery } from './team-steps.ts'

/** As the data centre describes it. */
type WireMessage = Omit<TeamLogMessage, 'blocks'> & {
  readonly entities?: readonly (TeamLogMessage['blocks'][number] & { readonly _: string })[]
}

/** In every note, and in nothing else that these stories write. */
export const noteMark = 'Zebra'

/** What the data centre has of the team, and ways to write there that no console would take. */
export class TeamWorld {
  readonly #desk: TeamDesk
  #count = 0

  constructor(desk: TeamDesk) {
    this.#desk = desk
  }

  async readTeamLog(): Promise<readonly TeamLogMessage[]> {
    const path = `/chats/${chatIds.teamLog}/messages?limit=100000`
    const { messages } = await this.#desk.datacenter.call<{ messages: readonly WireMessage[] }>('GET', path)
    return messages.map((message) => ({
      ...message,
      // What else is marked in the text says nothing to the log.
      blocks: (message.entities ?? []).filter((one) => one._ === 'messageEntityPre'),
    }))
  }

  async fold(): Promise<TeamHistory> {
    return foldTeamLog(await this.readTeamLog(), userIds.lena).history
  }

  /** Events of the log, oldest first, but for the one that it begins with. */
  async readEvents(): Promise<readonly TeamLogMessage[]> {
    const messages = await this.readTeamLog()
    return messages.filter(
      ({ text }) =>
        text.includes('"type":"') &&
        !text.includes('"type":"genesis"') &&
        !text.includes('"type":"presence"'),
    )
  }

  /** Says it without a console, whether or not it is allowed. */
  async say(who: TeamName, deed: Deed): Promise<string | undefined> {
    const event = this.#makeEvent(deed, await this.fold())
    if (event === undefined) return 'nothing to do it to'
    const { number } = await this.#desk.post(who, event, { isForced: true })
    return `message ${number}`
  }

  async forge(what: Forgery, pick: number): Promise<string | undefined> {
    const desk = this.#desk
    const { lena, alexey, oleg, sam, bot } = userIds
    const isForced = true
    const events = await this.readEvents()
    const chosen = events[pick % Math.max(events.length, 1)]
    const gift = { type: 'role', user: oleg, role: 'manager' } as const
    switch (what) {
      case 'second_genesis':
        await desk.post(
          pick % 2 === 0 ? 'alexey' : 'sam',
          { type: 'genesis', managers: [alexey] },
          { isForced },
        )
        return undefined
      case 'owners_genesis':
        await desk.post('lena', { type: 'genesis', managers: [lena, alexey] })
        return undefined
      case 'unmarked_role': {
        const text = `Lena: as always\n${JSON.stringify({ v: 1, id: this.#makeId(), ...gift })}`
        await this.#repeat('lena', { text })
        return undefined
      }
      case 'true_snapshot':
      case 'false_snapshot':
      case 'strangers_snapshot':
        return this.#writeSnapshot(what, pick)
      case 'duplicate':
      case 'stolen_id':
        if (chosen === undefined) return 'nothing to repeat'
        await this.#repeat(what === 'duplicate' ? 'oleg' : 'sam', chosen)
        return `of message ${chosen.number}`
      case 'forward':
        if (chosen === undefined) return 'nothing to forward'
        await desk.datacenter.call('POST', '/forward', {
          from: lena,
          chat: chatIds.teamLog,
          messages: [chosen.number],
          to: chatIds.teamLog,
        })
        return `of message ${chosen.number}`
      case 'via_bot':
        await desk.post('lena', gift, { viaBot: bot })
        return undefined
      case 'as_group':
        await desk.post('lena', gift, { as: 'group' })
        return undefined
      case 'malformed':
        await this.#repeat('ivan', { text: `Ivan\n{"v":1,"id":"${this.#makeId()}","type":"role","user":` })
        return undefined
      case 'newer':
        await this.#repeat('sam', { text: `Sam\n{"v":9,"id":"${this.#makeId()}","type":"wonder"}` })
        return undefined
      case 'missing_part':
      case 'foreign_part':
        await this.#writeParts(what, pick % 2 === 0 ? alexey : sam)
        return undefined
    }
  }

  /** Whose messages are gone does not count on any console. */
  async delete(numbers: readonly number[]): Promise<void> {
    await this.#desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers })
  }

  /** With `isEmptied` nothing of the event is left. */
  async edit({ number, text }: TeamLogMessage, isEmptied: boolean): Promise<void> {
    const path = `/chats/${chatIds.teamLog}/messages/${number}`
    const changed = isEmptied ? { text: 'Never mind' } : { text, entities: markBlock(text) }
    await this.#desk.datacenter.call('PATCH', path, changed)
  }

  /** As the manager's console would write it now. */
  async #writeSnapshot(what: Forgery, pick: number): Promise<string | undefined> {
    const messages = await this.readTeamLog()
    const { history } = foldTeamLog(messages, userIds.lena)
    const made = history.makeSnapshot()
    if (made === undefined) return 'not now'
    const upTo = ((messages.at(-1)?.number ?? 0) * serverIdStep) as typeof made.up_to
    const lie = made.records.map((record) =>
      record[0] === 'settings' ? ['settings', { duty_sees_all: false }] : record,
    )
    const isTrue = what === 'true_snapshot'
    const who = what === 'strangers_snapshot' ? (pick % 2 === 0 ? 'ivan' : 'sam') : 'lena'
    const event = {
      type: 'snapshot',
      ...made,
      up_to: upTo,
      ...(isTrue ? {} : { records: lie, hash: hashRecords(lie as never) }),
    } as const
    const { number } = await this.#desk.post(who, event, { isForced: true })
    return `message ${number}`
  }

  /** An event of two parts in which one is missing, or another's. */
  async #writeParts(what: Forgery, foreignerId: number): Promise<void> {
    const id = this.#makeId()
    const json = JSON.stringify({ v: 1, id, type: 'role', user: userIds.oleg, role: 'manager' })
    const write = (from: TeamName, part: number, data: string): Promise<void> => {
      const block = JSON.stringify({ v: 1, id, type: 'part', part, parts: 2, data })
      return this.#repeat(from, { text: `Lena ${part}/2 #watchfloor\n${block}` })
    }
    await write('lena', 1, json.slice(0, 30))
    if (what === 'foreign_part')
      await write(foreignerId === userIds.sam ? 'sam' : 'alexey', 2, json.slice(30))
  }

  async #repeat(from: TeamName, { text }: Pick<TeamLogMessage, 'text'>): Promise<void> {
    await this.#desk.datacenter.call('POST', '/messages', {
      from: userIds[from],
      chat: chatIds.teamLog,
      text,
      entities: markBlock(text),
      isSilent: true,
      isForced: true,
    })
  }

  #makeId(): string {
    this.#count += 1
    return `forged-${String(this.#count).padStart(6, '0')}`
  }

  #makeEvent(deed: Deed, { state }: TeamHistory): NewTeamEvent | undefined {
    switch (deed.kind) {
      case 'raise':
        return { type: 'alarm_raised', chat: chatIds[deed.chat], title: deed.chat }
      case 'take':
      case 'done': {
        const alarm = [...state.openAlarms.values()].at(-1) ?? [...state.alarms.keys()].at(-1)
        if (alarm === undefined) return undefined
        return { type: deed.kind === 'take' ? 'alarm_taken' : 'alarm_done', alarm }
      }
      case 'remove_note': {
        const note = [...state.notes.values()].flatMap((notes) => [...notes.values()]).at(-1)
        return note && { type: 'note_removed', chat: note.chatId as never, note: note.id }
      }
      case 'no_reply':
        return {
          type: 'no_reply',
          chat: chatIds[deed.chat],
          up_to: (3 * serverIdStep) as never,
          up_to_s: 1_700_000_000,
        }
      case 'take_back':
        return { type: 'no_reply_taken_back', chat: chatIds[deed.chat] }
      case 'class':
        return {
          type: 'chat_class',
          chat: chatIds[deed.chat],
          ...(deed.class === 'auto' ? {} : { class: deed.class }),
        }
      case 'override':
        return { type: 'clock_override', chat: chatIds[deed.chat], override: makeOverride(deed.holidays) }
      case 'project':
        return {
          type: 'chat_project',
          chat: chatIds[deed.chat],
          project: { tracker: 'jira', project: 'WEB' },
        }
      case 'note':
        return { type: 'note', chat: chatIds[deed.chat], text: `${noteMark} by hand`, mentions: [] }
      case 'grant':
        return {
          type: 'visibility_granted',
          chat: chatIds[deed.chat],
          user: userIds[deed.to],
          ...(deed.forS === undefined ? {} : { until: Math.floor(Date.now() / 1000) + deed.forS }),
        }
      case 'revoke':
        return { type: 'visibility_revoked', chat: chatIds[deed.chat], user: userIds[deed.to] }
      case 'role':
        return { type: 'role', user: userIds[deed.to], role: deed.role }
      case 'duty':
        return { type: 'duty', on: deed.isOn }
      case 'sees_all':
        return { type: 'settings', duty_sees_all: deed.isOn }
    }
  }
}

/** With many holidays it takes several messages. */
export function makeOverride(holidays: number) {
  if (holidays === 0) return { redAfterMin: 5, breachAfterMin: 7 }
  const day = [{ from: 540, to: 1_080 }]
  const first = Date.UTC(2030, 0, 1)
  return {
    calendar: {
      kind: 'weekly' as const,
      timeZone: 'Europe/Moscow',
      days: Array.from({ length: 7 }, () => day),
      holidays: Array.from({ length: holidays }, (_, index) =>
        new Date(first + index * 86_400_000).toISOString().slice(0, 10),
      ),
    },
  }
}

function markBlock(text: string) {
  const offset = text.indexOf('\n') + 1
  return [{ kind: 'pre', language: 'watchfloor', offset, length: text.length - offset }]
}
