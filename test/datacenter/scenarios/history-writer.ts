import { isCustomerRole, isStaffRole, type Slots } from './dialogue.ts'
import { speakDialogue, speakPhrase, type Cast, type Speaker, type SpokenLine } from './dialogue-player.ts'
import { Deck } from './deck.ts'
import { createRandom, type Random } from './random.ts'
import { dealRoles, type Staff } from './staff.ts'
import type { StoryLine } from './story.ts'
import { library, type Language } from './texts/library.ts'

const hourS = 3600
/** How many chats back no last line comes again. */
const distinctLastLines = 24

export interface HistoryRequest {
  readonly language: Language
  readonly customers: readonly Speaker[]
  readonly manager: Speaker
  readonly slots: Slots
  readonly random: Random
}

export type HistoryState =
  | { readonly kind: 'answered'; readonly lastAgoSeconds: number }
  | { readonly kind: 'waiting'; readonly waitSeconds: number }

export interface WrittenHistory {
  /** In the order of time. */
  readonly lines: readonly StoryLine[]
  /** Unix seconds of the oldest unanswered message of the customer. */
  readonly waitingSince: number | undefined
  readonly waitingCount: number
}

export interface HistorySettings {
  readonly seed: number
  readonly staff: Staff
  readonly bot: Speaker
  /** Unix seconds. */
  readonly now: number
  readonly utcOffsetMinutes: number
}

type DraftLine = Pick<SpokenLine, 'speaker' | 'text' | 'delaySeconds' | 'replyTo' | 'quote'>

/** Writes some days of conversation for one chat after the other, so that neighbours never read alike. */
export class HistoryWriter {
  readonly #settings: HistorySettings
  readonly #decks: Record<Language, Deck>
  readonly #requestDecks: Record<Language, Deck>
  readonly #lastLines: string[] = []

  constructor(settings: HistorySettings) {
    this.#settings = settings
    const { seed } = settings
    this.#decks = {
      ru: new Deck(library.ru.dialogues, createRandom(seed, 'deck/ru')),
      en: new Deck(library.en.dialogues, createRandom(seed, 'deck/en')),
    }
    this.#requestDecks = {
      ru: new Deck(library.ru.requests, createRandom(seed, 'requests/ru')),
      en: new Deck(library.en.requests, createRandom(seed, 'requests/en')),
    }
  }

  write(request: HistoryRequest & HistoryState): WrittenHistory {
    const { now } = this.#settings
    const isWaiting = request.kind === 'waiting'
    const last = isWaiting
      ? this.#writeWaiting(request, request.waitSeconds)
      : this.#writeAnswered(request, request.lastAgoSeconds)
    const conversations: StoryLine[][] = [last]
    let startAt = last[0]?.at ?? now
    for (let count = request.random.integer(2, 6); count > 0; count -= 1) {
      const endAt = this.#avoidNight(
        startAt - 3 * hourS - request.random.exponential(30 * hourS),
        request.random,
      )
      const lines = this.#complete(request, this.#draw(request))
      const placed = placeLines(lines, endAt, 'end', `d${count}`, request.random)
      conversations.unshift(placed)
      startAt = placed[0]?.at ?? endAt
    }
    return {
      lines: conversations.flat(),
      waitingSince: isWaiting ? last[0]?.at : undefined,
      waitingCount: isWaiting ? last.length : 0,
    }
  }

  /** A request that nobody has answered yet; who waits long asks again. */
  #writeWaiting(request: HistoryRequest, waitSeconds: number): StoryLine[] {
    const { now } = this.#settings
    const { random } = request
    const spoken = this.#draw(request, this.#requestDecks)
    const answeredAt = spoken.findIndex((line) => !isCustomerRole(line.role))
    const lines: DraftLine[] = spoken.slice(0, answeredAt)
    const placed = placeLines(lines, now - waitSeconds, 'start', 'w', random).filter(
      (line, index) => index === 0 || line.at < now - 15,
    )
    const speaker = lines[0]?.speaker
    if (waitSeconds >= 8 * 60 && speaker !== undefined) {
      const nag = random.pick(library[request.language].phrases.nags)
      const text = speakPhrase(nag, speaker, undefined, request.slots, request.language, random)
      placed.push({ from: speaker.key, at: now - Math.round(waitSeconds * 0.3), text })
    }
    return placed
  }

  /** Ends with staff: in the middle of the work when it is recent, at its end when it is old. */
  #writeAnswered(request: HistoryRequest, lastAgoSeconds: number): StoryLine[] {
    const { now } = this.#settings
    const isRecent = lastAgoSeconds < 1.5 * hourS
    let lines: DraftLine[] = []
    for (let attempt = 0; attempt < 12; attempt += 1) {
      const spoken = this.#draw(request)
      const ends = spoken.flatMap((line, index) => {
        const isEarly = index < 1 || (!isRecent && index < spoken.length * 0.6)
        return isStaffRole(line.role) && !isEarly ? [index] : []
      })
      const isWhole = ends.length === 0 || request.random.chance(0.35)
      lines = isWhole ? this.#complete(request, spoken) : spoken.slice(0, request.random.pick(ends) + 1)
      if (!this.#lastLines.includes(lines.at(-1)?.text ?? '')) break
    }
    this.#lastLines.push(lines.at(-1)?.text ?? '')
    if (this.#lastLines.length > distinctLastLines) this.#lastLines.shift()
    const endAt = now - lastAgoSeconds
    const isOld = lastAgoSeconds > 8 * hourS
    return placeLines(
      lines,
      isOld ? this.#avoidNight(endAt, request.random) : endAt,
      'end',
      'l',
      request.random,
    )
  }

  /** The whole dialogue, with a last word of staff when the customer had it. */
  #complete(request: HistoryRequest, spoken: readonly SpokenLine[]): DraftLine[] {
    const last = spoken.at(-1)
    if (last === undefined || isStaffRole(last.role)) return [...spoken]
    const { random, language, slots } = request
    const speaker = spoken.findLast((line) => isStaffRole(line.role))?.speaker ?? request.manager
    const closer = random.pick(library[language].phrases.closers)
    const text = speakPhrase(closer, speaker, undefined, slots, language, random)
    return [
      ...spoken,
      { speaker, text, delaySeconds: random.integer(20, 160), replyTo: undefined, quote: undefined },
    ]
  }

  #draw(request: HistoryRequest, decks = this.#decks): SpokenLine[] {
    const { customers, manager, slots, language, random } = request
    const { bot, staff } = this.#settings
    const cast: Cast = dealRoles(
      random.chance(0.7) ? customers : [...customers].reverse(),
      manager,
      bot,
      staff,
      random,
    )
    return speakDialogue(decks[language].draw(), cast, slots, language, random)
  }

  /** Most of what would have been said at night was said the evening before. */
  #avoidNight(at: number, random: Random): number {
    const hour =
      Math.floor((((at + this.#settings.utcOffsetMinutes * 60) % 86_400) + 86_400) % 86_400) / hourS
    return hour < 7.5 && random.chance(0.85) ? at - Math.round((hour + 1.5 + random.next() * 3) * hourS) : at
  }
}

/** Gives lines their times, so that the first or the last one is at `anchorAt`. */
function placeLines(
  lines: readonly DraftLine[],
  anchorAt: number,
  anchor: 'start' | 'end',
  prefix: string,
  random: Random,
): StoryLine[] {
  const offsets: number[] = []
  let offset = 0
  lines.forEach((line, index) => {
    if (index > 0) offset += line.delaySeconds
    offsets.push(offset)
  })
  const startAt = Math.round(anchor === 'start' ? anchorAt : anchorAt - offset)
  return lines.map((line, index) => {
    const at = startAt + (offsets[index] ?? 0)
    const isEdited = anchor === 'end' && index < lines.length - 1 && random.chance(0.03)
    return {
      from: line.speaker.key,
      at,
      text: line.text,
      key: `${prefix}.${index}`,
      replyTo: line.replyTo === undefined ? undefined : `${prefix}.${line.replyTo}`,
      quote: line.quote,
      editedAt: isEdited ? startAt + (offsets[index + 1] ?? 0) : undefined,
    }
  })
}
