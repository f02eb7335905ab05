import type { TeamChannel as TeamChannelView } from '#shared/contract/entities/team.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import * as v from 'valibot'
import type { TelegramEvent } from '../../telegram/events.ts'
import { readTitle } from '../../telegram/group-requests.ts'
import { type Group, isIn } from '../../telegram/groups.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import type { TeamContext } from '../team-context.ts'
import { supergroupOfChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'

const channelFact = 'team.channel'
const presetFact = 'team.preset'
const lookAgainMs = 10_000
const Chosen = v.object({ chatId: v.number(), title: v.string() })

export type TeamChannelParts = Pick<TeamContext, 'clock' | 'groups' | 'people' | 'presetTeam' | 'store'>

/** The team's group as it was chosen and kept on disk, and what Telegram says of this account's membership in it. */
export class TeamChannel {
  readonly #context: TeamChannelParts
  readonly #changed = new Emitter()
  #chosen: v.InferOutput<typeof Chosen> | undefined
  #state: TeamChannelView['state'] = 'unknown'
  #cancelLook: Cancel | undefined

  constructor(context: TeamChannelParts) {
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

  /** The listener is told when another channel was chosen, and when the channel's title or state changed. */
  onChange(listener: () => void): Cancel {
    return this.#changed.on(listener)
  }

  restore(): void {
    const stored = parseOutside(Chosen, this.#context.store.readFact(channelFact))
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

  follow(event: TelegramEvent): void {
    const chatId = this.#chosen?.chatId
    switch (event.kind) {
      case 'group_changed':
        if (event.group.chatId === chatId && this.#look()) this.#tell()
        break
      case 'chat_changed':
        if (event.chatId === chatId && event.changes.title !== undefined) this.#rename(event.changes.title)
        break
      case 'chat_added':
        if (event.chat.id === chatId) this.#rename(event.chat.title)
        break
      default:
    }
  }

  /**
   * Asks TDLib for the group, after signing in: TDLib tells of a group only when it is asked, or when the group is
   * in a list.
   */
  async ask(client: TdCaller, areListsLoaded: boolean): Promise<void> {
    const chatId = this.#chosen?.chatId
    if (chatId === undefined) return
    const title = await readTitle(client, chatId)
    if (this.#chosen?.chatId !== chatId) return
    if (title.ok) this.#rename(title.value)
    // Before the lists are loaded, TDLib may refuse a group that it will know later.
    else if (areListsLoaded && title.refusal.kind !== 'closed') this.#setState('deleted')
    if (this.#look()) this.#tell()
  }

  /** Telegram answered that there is no such channel for this account. */
  noteGone(state: 'removed' | 'deleted'): void {
    this.#setState(state)
    // Such an answer may come late. Telegram does not tell once more that the account was added again
    // meanwhile, so the group is looked at again.
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
    // If the title does not reach the disk, it is learned again at the next start.
    this.#context.store.saveFact(channelFact, this.#chosen)
    this.#tell()
  }

  /** Takes the preset channel, once: a user who forgets it works alone from then on. */
  #takePreset(): void {
    const { presetTeam, store } = this.#context
    if (presetTeam === undefined || this.#chosen !== undefined) return
    if (store.readFact(presetFact) !== undefined) return
    if (store.saveFact(presetFact, true).ok) this.choose(presetTeam, '')
  }

  /** True when the state changed. */
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
    this.#changed.emit()
  }
}

function readState({ standing }: Group): TeamChannelView['state'] {
  if (standing.kind === 'banned') return 'removed'
  return isIn(standing) ? 'joined' : 'left'
}
