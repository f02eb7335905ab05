import { fillText, type Dialogue, type DialogueRole, type Gender, type Slots } from './dialogue.ts'
import type { Random } from './random.ts'
import type { Language } from './texts/library.ts'

/** A person as far as dialogues need to know. */
export interface Speaker {
  readonly key: string
  readonly gender: Gender
  /** How others address this person, by language. */
  readonly name: Readonly<Record<Language, string>>
}

export type Cast = Readonly<Record<DialogueRole, Speaker>>

export interface SpokenLine {
  readonly role: DialogueRole
  readonly speaker: Speaker
  /** With markup. */
  readonly text: string
  /** After the line before. */
  readonly delaySeconds: number
  /** Index among the lines of the dialogue. */
  readonly replyTo: number | undefined
  readonly quote: string | undefined
}

/** Gives a dialogue its people and its facts. */
export function speakDialogue(
  dialogue: Dialogue,
  cast: Cast,
  customerSlots: Slots,
  language: Language,
  random: Random,
): SpokenLine[] {
  const slots = { ...customerSlots, ...drawFacts(random), ...nameCast(cast, language) }
  return dialogue.lines.map((line) => {
    const speaker = cast[line.role]
    return {
      role: line.role,
      speaker,
      text: fillText(line.text, slots, speaker.gender),
      delaySeconds: Math.max(4, line.delayMinutes * 60 + random.integer(-25, 40)),
      replyTo: line.replyTo,
      quote: line.quote,
    }
  })
}

/** One sentence outside a dialogue. */
export function speakPhrase(
  phrase: string,
  speaker: Speaker,
  cast: Cast | undefined,
  customerSlots: Slots,
  language: Language,
  random: Random,
): string {
  const names = cast === undefined ? {} : nameCast(cast, language)
  return fillText(phrase, { ...customerSlots, ...drawFacts(random), ...names }, speaker.gender)
}

function nameCast(cast: Cast, language: Language): Slots {
  return { c: cast.c.name[language], s: cast.s.name[language], s2: cast.s2.name[language] }
}

/** Names and figures that stay the same within one dialogue; addresses are those kept for documentation. */
function drawFacts(random: Random): Slots {
  const net = random.pick(['203.0.113', '198.51.100', '192.0.2'])
  return {
    server: `web-${random.integer(1, 40)}`,
    db: `db-${random.integer(1, 9)}`,
    ip: `${net}.${random.integer(4, 250)}`,
    task: String(random.integer(48_102, 49_034)),
    invoice: `KV-${random.integer(2100, 2980)}`,
    gb: String(random.integer(9, 96)),
    pct: String(random.integer(88, 97)),
    lag: String(random.integer(42, 240)),
    load: `${random.integer(16, 31)}.${random.integer(0, 9)}`,
    ms: String(random.integer(9, 26) * 100),
  }
}
