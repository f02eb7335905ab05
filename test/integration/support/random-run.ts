import { setTimeout as pause } from 'node:timers/promises'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ClockDesk } from '../../support/clock-desk.ts'
import { guarded, ivan, maria, oleg } from '../small.ts'
import { expectWaits, type PlainMessage, readMessages, toUpgradedId } from './reply-oracle.ts'
import { type Author, type ChatTitle, chatTitles, type Step, upgradedTitle } from './random-steps.ts'

const botId = 5_200_000_005
const authors: Readonly<Record<Author, number>> = {
  customer: oleg.id,
  colleague: maria.id,
  manager: guarded.id,
  self: ivan.id,
}
const agreementTimeoutMs = 15_000
const lookAgainMs = 100

/** One story on one desk: does the steps, keeps what they mean, and compares the console with the data centre. */
export class RandomRun {
  readonly #desk: ClockDesk
  /** What was done, as far as it worked. */
  readonly story: string[] = []
  readonly #ids = new Map<ChatTitle, number>()
  readonly #noReplies = new Map<ChatTitle, number[]>()
  readonly #byHand = new Map<ChatTitle, 'team'>()
  /** Chats whose ended waits are told by more than their messages. */
  readonly #unclear = new Set<ChatTitle>()
  #oldId: number | undefined
  #hasManager = true
  #isOpen = true
  #isUp = true
  #beganS = 0

  constructor(desk: ClockDesk) {
    this.#desk = desk
  }

  /** Opens the console and waits until it agrees about the world as it is. */
  async start(): Promise<void> {
    await this.#desk.open()
    await this.#desk.setRules([maria.id, guarded.id])
    for (const title of chatTitles) this.#ids.set(title, (await this.#desk.window.waitForChat(title)).id)
    // Waits that ended long ago are kept as far as anybody read back.
    this.#beganS = Math.floor(Date.now() / 1000) - 600
    await this.expectAgreement()
  }

  async run(steps: readonly Step[]): Promise<void> {
    for (const [index, step] of steps.entries()) {
      this.story.push(JSON.stringify(step))
      const note = await this.#do(step, index)
      if (note !== undefined) this.story.push(`  ${note}`)
    }
  }

  /** Everything works again; the console has to come to what the data centre has, and to keep it. */
  async expectAgreementAtLast(): Promise<void> {
    const { datacenter } = this.#desk
    await datacenter.call('DELETE', '/faults')
    if (!this.#isUp) await datacenter.call('POST', '/start')
    this.#isUp = true
    if (!this.#isOpen) await this.#desk.open(false)
    this.#isOpen = true
    await this.expectAgreement()
    this.story.push('close and open once more')
    await this.#desk.close()
    await this.#desk.open(false)
    await this.expectAgreement()
  }

  async expectAgreement(): Promise<void> {
    const { window } = this.#desk
    await window.waitForSync(60_000)
    await window.waitForConnection('ready')
    await this.#desk.waitForClocks()
    const untilMs = Date.now() + agreementTimeoutMs
    for (;;) {
      const problems = await this.#findProblems()
      if (problems.length === 0) return
      if (Date.now() > untilMs) throw new Error(problems.join('\n'))
      await pause(lookAgainMs)
    }
  }

  async #do(step: Step, index: number): Promise<string | undefined> {
    const { datacenter } = this.#desk
    switch (step.kind) {
      case 'write':
        await this.#desk.write(authors[step.author], this.#id(step.chat), `message ${index}`)
        return undefined
      case 'bulk':
        await datacenter.call('POST', '/messages/bulk', {
          count: step.count,
          chats: [this.#id(step.chat)],
          text: 'Hello?',
        })
        return undefined
      case 'edit':
      case 'delete':
        return this.#change(step, index)
      case 'typing':
        await datacenter.call('POST', '/typing', { user: oleg.id, chat: this.#id(step.chat) })
        return undefined
      case 'no_reply':
      case 'take_back':
      case 'class':
        return this.#say(step)
      case 'staff':
        this.#hasManager = step.hasManager
        for (const title of chatTitles) this.#unclear.add(title)
        await this.#desk.setRules(step.hasManager ? [maria.id, guarded.id] : [maria.id])
        return undefined
      case 'stop_network':
      case 'start_network':
        this.#isUp = step.kind === 'start_network'
        await datacenter.call('POST', this.#isUp ? '/start' : '/stop')
        return undefined
      case 'drop':
        await datacenter.call('POST', '/faults', { kind: 'drop' })
        return undefined
      case 'delay':
        await datacenter.call('POST', '/faults', step)
        return undefined
      case 'flood':
        await datacenter.call('POST', '/faults', { ...step, method: 'messages.getHistory' })
        return undefined
      case 'clear_faults':
        await datacenter.call('DELETE', '/faults')
        return undefined
      case 'close':
        await this.#desk.close()
        this.#isOpen = false
        return undefined
      case 'open':
        await this.#desk.open(false)
        this.#isOpen = true
        return undefined
      case 'upgrade':
        return this.#upgrade()
      case 'pause':
        // When things happen is a part of the story.
        await pause(step.milliseconds)
        return undefined
    }
  }

  #id(title: ChatTitle): number {
    const id = this.#ids.get(title)
    if (id === undefined) throw new Error(`${title} is not known`)
    return id
  }

  async #change(step: Step & { readonly kind: 'edit' | 'delete' }, index: number): Promise<string> {
    const chat = this.#id(step.chat)
    const messages = await readMessages(this.#desk.datacenter, chat, ivan.id)
    const message = messages.filter(({ isService }) => !isService).at(-1 - step.back)
    if (message === undefined) return 'there is none'
    const { number } = message
    if (step.kind === 'delete') {
      this.#unclear.add(step.chat)
      await this.#desk.delete(chat, [number])
    } else {
      await this.#desk.datacenter.call('PATCH', `/chats/${chat}/messages/${number}`, {
        text: `edit ${index}`,
      })
    }
    return `message ${number}`
  }

  /** Says something about a chat in the console, which may know the group only as it was before. */
  async #say(step: Step & { readonly kind: 'no_reply' | 'take_back' | 'class' }): Promise<string> {
    const { calls } = this.#desk.window
    const newId = this.#id(step.chat) as ChatView['id']
    const isKnown = this.#desk.window.chat(newId) !== undefined
    const chatId =
      step.chat === upgradedTitle && !isKnown ? ((this.#oldId ?? newId) as ChatView['id']) : newId
    if (step.kind === 'class') {
      const said = await calls['chat.setClass']({ chatId, class: step.class })
      if (!said.ok) return said.error.code
      this.#unclear.add(step.chat)
      if (step.class === 'team') this.#byHand.set(step.chat, 'team')
      else this.#byHand.delete(step.chat)
      return 'said'
    }
    if (step.kind === 'take_back') {
      const said = await calls['chat.takeBackNoReply']({ chatId })
      if (!said.ok) return said.error.code
      this.#unclear.add(step.chat)
      this.#noReplies.get(step.chat)?.pop()
      return 'taken back'
    }
    const said = await calls['chat.noReplyNeeded']({ chatId })
    if (!said.ok) return said.error.code
    const { upToMessageId } = said.value
    const isOld = chatId === this.#oldId && chatId !== newId
    const marks = this.#noReplies.get(step.chat) ?? []
    marks.push(isOld ? toUpgradedId(upToMessageId) : upToMessageId)
    this.#noReplies.set(step.chat, marks)
    return `up to ${upToMessageId}`
  }

  async #upgrade(): Promise<string> {
    this.#oldId = this.#id(upgradedTitle)
    const { chat } = await this.#desk.datacenter.call<{ chat: number }>('POST', '/migrate', {
      chat: this.#oldId,
      user: maria.id,
    })
    const newId = -1_000_000_000_000 - chat
    this.#ids.set(upgradedTitle, newId)
    const marks = this.#noReplies.get(upgradedTitle)
    if (marks !== undefined) this.#noReplies.set(upgradedTitle, marks.map(toUpgradedId))
    return `${this.#oldId} is ${newId}`
  }

  async #readMessages(title: ChatTitle): Promise<readonly PlainMessage[]> {
    const { datacenter } = this.#desk
    const own = await readMessages(datacenter, this.#id(title), ivan.id)
    if (title !== upgradedTitle || this.#oldId === undefined) return own
    const old = await readMessages(datacenter, this.#oldId, ivan.id)
    return [...old.map((message) => ({ ...message, id: toUpgradedId(message.id) })), ...own]
  }

  async #findProblems(): Promise<readonly string[]> {
    const problems: string[] = []
    for (const title of chatTitles) problems.push(...(await this.#findProblemsOf(title)))
    const rows = [...this.#desk.window.state.chats.values()]
    if (this.#oldId !== undefined && this.#desk.window.chat(this.#oldId)?.wait !== undefined) {
      problems.push('the group that was upgraded waits')
    }
    const waiting = rows.filter((row) => row.wait !== undefined).length
    const counted = this.#desk.window.state.triage?.counts.waiting
    if (counted !== waiting) problems.push(`${waiting} rows wait, counted ${counted}`)
    return problems
  }

  async #findProblemsOf(title: ChatTitle): Promise<readonly string[]> {
    const id = this.#id(title)
    const row = this.#desk.window.chat(id)
    if (row === undefined) return [`${title} has no row`]
    const wantedClass = this.#byHand.get(title) ?? 'customer'
    if (row.class !== wantedClass) return [`${title} is ${row.class}, not ${wantedClass}`]
    if (wantedClass !== 'customer')
      return row.wait === undefined ? [] : [`${title} waits, though of the team`]
    const wanted = expectWaits(await this.#readMessages(title), {
      staffIds: new Set([ivan.id, maria.id, ...(this.#hasManager ? [guarded.id] : [])]),
      botIds: new Set([botId]),
      noReplyUpTo: this.#noReplies.get(title) ?? [],
      selfId: ivan.id,
    })
    const { wait } = row
    const is = wait && [wait.messageId, wait.sinceS, wait.messageCount, wait.isComplete].join()
    const { open } = wanted
    const want = open && [open.startMessageId, open.startS, open.messageCount, true].join()
    if (is !== want) return [`${title}: waits ${is}, wanted ${want} (message, since, count, is complete)`]
    if (this.#unclear.has(title)) return []
    const isLate = (one: { readonly startS: number }): boolean => one.startS >= this.#beganS
    const wants = wanted.ended.filter(isLate).map((one) => describeEnd(one))
    const has = (await this.#desk.readIntervals(id)).filter(isLate).map((one) => describeEnd(one))
    return [
      ...wants.filter((one) => !has.includes(one)).map((one) => `${title}: missing ${one}`),
      ...has.filter((one) => !wants.includes(one)).map((one) => `${title}: too much ${one}`),
    ]
  }
}

function describeEnd(end: {
  readonly startMessageId: number
  readonly startS: number
  readonly endS?: number
  readonly endedBy: string
  readonly answeredBy?: number | undefined
  readonly messageCount: number
}): string {
  const when = end.endedBy === 'reply' ? end.endS : 'when it was said'
  return `wait ${end.startMessageId} since ${end.startS} of ${end.messageCount}, ${end.endedBy} of ${end.answeredBy}, ${when}`
}
