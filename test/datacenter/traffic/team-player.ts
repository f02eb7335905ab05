import type { EpochMs } from '#shared/lib/clock.ts'
import { speakPhrase, type Speaker } from '../scenarios/dialogue-player.ts'
import { createRandom, type Random } from '../scenarios/random.ts'
import { library } from '../scenarios/texts/library.ts'
import type { LivePlan, TeamChat, TrafficPlan } from './traffic-plan.ts'
import type { Voice } from './voice.ts'

const monitoringShare = 0.65
/** The phrases of the monitoring come as pairs, what broke and that it is well again; the rest stand alone. */
const pairedPhrases = 6

/** What the company's own chats hear: alerts of the monitoring and a few words between colleagues. */
export class TeamPlayer {
  readonly #plan: TrafficPlan
  readonly #live: LivePlan
  readonly #voice: Voice
  readonly #isDriven: (userId: number) => boolean
  readonly #random: Random
  #alerts = 0

  constructor(options: {
    readonly plan: TrafficPlan
    readonly live: LivePlan
    readonly voice: Voice
    readonly isDriven: (userId: number) => boolean
  }) {
    this.#plan = options.plan
    this.#live = options.live
    this.#voice = options.voice
    this.#isDriven = options.isDriven
    this.#random = createRandom(options.plan.seed, 'team')
  }

  play(nowMs: EpochMs): void {
    const { monitoring, teamChats } = this.#live
    if (monitoring !== undefined && (teamChats.length === 0 || this.#random.chance(monitoringShare))) {
      return this.#alert(monitoring.chatId, monitoring.bot, nowMs)
    }
    if (teamChats.length > 0) this.#chat(this.#random.pick(teamChats), nowMs)
  }

  #alert(chatId: number, bot: Speaker, nowMs: EpochMs): void {
    const phrases = library.en.phrases.monitoring
    const index = this.#random.integer(0, phrases.length - 1)
    const first = index < pairedPhrases ? index - (index % 2) : index
    this.#alerts += 1
    const name = `alert/${this.#alerts}`
    this.#sayAlert(chatId, bot, phrases[first], name, nowMs)
    if (first >= pairedPhrases) return
    this.#sayAlert(chatId, bot, phrases[first + 1], name, nowMs + this.#random.integer(100, 600) * 1000)
  }

  /** Both sentences of a pair draw the same facts. */
  #sayAlert(chatId: number, bot: Speaker, phrase: string | undefined, name: string, atMs: EpochMs): void {
    if (phrase === undefined) return
    const random = createRandom(this.#plan.seed, name)
    const text = speakPhrase(phrase, bot, undefined, this.#drawCustomer(random), 'en', random)
    this.#voice.say({ chatId, speaker: bot, text, isBot: true }, atMs)
  }

  #chat({ chatId, members }: TeamChat, nowMs: EpochMs): void {
    const colleagues = Object.values(this.#live.staff).flat()
    const free = members.filter(({ key }) => colleagues.some((speaker) => speaker.key === key))
    const speakers = free.filter((speaker) => !this.#isDriven(this.#voice.idOf(speaker)))
    if (speakers.length === 0) return
    const speaker = this.#random.pick(speakers)
    const language = this.#random.chance(0.5) ? 'ru' : 'en'
    const phrase = this.#random.pick(library[language].phrases.team)
    const slots = this.#drawCustomer(this.#random)
    const text = speakPhrase(phrase, speaker, undefined, slots, language, this.#random)
    this.#voice.say({ chatId, speaker, text }, nowMs)
  }

  #drawCustomer(random: Random): LivePlan['chats'][number]['slots'] {
    return this.#live.chats.length === 0 ? {} : random.pick(this.#live.chats).slots
  }
}
