import type { TeamChannel as TeamChannelView } from '#shared/contract/entities/team.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import * as v from 'valibot'
import type * as Td from 'tdlib-types'
import { type Group, isIn } from '../../telegram/groups.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { TdClient } from '../../telegram/td-client.ts'
import type { TeamContext } from '../team-context.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'

const channelFact = 'team.channel'
const presetFact = 'team.preset'
const lookAgainMs = 10_000
const Chosen = v.object({ chatId: v.number(), title: v.string() })

/** Which group is the team's, as it is on disk, and what Telegram says of this account's standing in it. */
export class TeamChannel {
  readonly #context: TeamContext
  readonly #listeners = new Set<() => void>()
  #chosen: v.InferOutput<typeof Chosen> | undefined
  #state: TeamChannelView['state'] = 'unknown'
  #cancelLook: Cancel | undefined

  constructor(context: TeamContext) {
    this.#context = context
  }

  get id(): number | undefined {
    return this.#chosen?.chatId
  }

  get supergroupId(): number | undefined {
    return this.#chosen === undefined ? undefined : supergroupOfChat(this.#chosen.chatId)
  }

  get state(): TeamChannelView['state'] {
    return this.#state
  }

  readView(): TeamChannelView | undefined {
    if (this.#chosen === undefined) return undefined
    const { chatId, title } = this.#chosen
    return { chatId: asChatId(chatId), title, state: this.#state }
  }

  /** Told when another channel was chosen, and when its title or state changed. */
  onChange(listener: () => void): Cancel {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  restore(): void {
    const stored = v.safeParse(Chosen, this.#context.store.readFact(channelFact))
    this.#setChosen(stored.success ? stored.output : undefined)
    this.#takePreset()
  }

  choose(chatId: number, title: string): Result<undefined, 'store_failed'> {
    const saved = this.#context.store.saveFact(channelFact, { chatId, title })
    if (!saved.ok) return saved
    this.#setChosen({ chatId, title })
    this.#look()
    this.#tell()
    return ok()
  }

  forget(): Result<undefined, 'store_failed'> {
    const saved = this.#context.store.saveFact(channelFact, undefined)
    if (!saved.ok) return saved
    this.clear()
    this.#tell()
    return ok()
  }

  follow(update: Td.Update): void {
    if (this.#chosen === undefined) return
    if (update._ === 'updateSupergroup' && update.supergroup.id === this.supergroupId) {
      if (this.#look()) this.#tell()
    } else if (update._ === 'updateChatTitle' && update.chat_id === this.#chosen.chatId) {
      this.#rename(update.title)
    } else if (update._ === 'updateNewChat' && update.chat.id === this.#chosen.chatId) {
      this.#rename(update.chat.title)
    }
  }

  /** Signed in: TDLib tells of a group only when it is asked, or when it is in a list. */
  async ask(td: TdClient, areListsLoaded: boolean): Promise<void> {
    const chatId = this.#chosen?.chatId
    if (chatId === undefined) return
    const chat = await td.invoke({ _: 'getChat', chat_id: chatId })
    if (this.#chosen?.chatId !== chatId) return
    if (chat.ok) this.#rename(chat.value.title)
    // Before the lists are loaded TDLib may not know what it will know.
    else if (areListsLoaded && chat.refusal.kind !== 'closed') this.#setState('deleted')
    if (this.#look()) this.#tell()
  }

  /** Telegram answered that there is no such channel for this account. */
  noteGone(state: 'removed' | 'deleted'): void {
    this.#setState(state)
    // Such an answer may be late: whoever was taken in again meanwhile is not told of it once more.
    if (state === 'deleted') return
    const { clock } = this.#context
    this.#cancelLook?.()
    this.#cancelLook = clock.schedule(clock.now() + lookAgainMs, () => {
      if (this.#look()) this.#tell()
    })
  }

  close(): void {
    this.#cancelLook?.()
    this.#cancelLook = undefined
  }

  clear(): void {
    this.#setChosen(undefined)
  }

  #setChosen(chosen: v.InferOutput<typeof Chosen> | undefined): void {
    this.close()
    this.#chosen = chosen
    this.#state = 'unknown'
    this.#context.people.teamChatId = chosen?.chatId
  }

  #rename(title: string): void {
    if (this.#chosen === undefined || this.#chosen.title === title) return
    this.#chosen = { ...this.#chosen, title }
    // A title that does not reach the disk is learned again at the next start.
    this.#context.store.saveFact(channelFact, this.#chosen)
    this.#tell()
  }

  /** Once: whoever forgets the channel works alone from then on. */
  #takePreset(): void {
    const { presetTeam, store } = this.#context
    if (presetTeam === undefined || this.#chosen !== undefined) return
    if (store.readFact(presetFact) !== undefined) return
    if (store.saveFact(presetFact, true).ok) this.choose(presetTeam, '')
  }

  /** True when the state is another one. */
  #look(): boolean {
    const { id } = this
    const group = id === undefined ? undefined : this.#context.groups.find(id)
    if (group === undefined) return false
    const before = this.#state
    this.#state = readState(group)
    return before !== this.#state
  }

  #setState(state: TeamChannelView['state']): void {
    if (this.#state === state) return
    this.#state = state
    this.#tell()
  }

  #tell(): void {
    for (const listener of this.#listeners) listener()
  }
}

function readState({ standing }: Group): TeamChannelView['state'] {
  if (standing.kind === 'banned') return 'removed'
  return isIn(standing) ? 'joined' : 'left'
}
