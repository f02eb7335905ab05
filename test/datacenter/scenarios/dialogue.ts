/** A conversation as it is written in `texts/`: each line is `WHO[+MINUTES][>LINE["QUOTE"]]: TEXT`. */
export interface DialogueSource {
  readonly id: string
  readonly lines: readonly string[]
}

export interface LivePhrases {
  /** A customer who waits too long. */
  readonly nags: readonly string[]
  readonly thanks: readonly string[]
  readonly followUps: readonly string[]
  /** The first answer of staff. */
  readonly acknowledgements: readonly string[]
  /** The last word of staff after the customer's thanks. */
  readonly closers: readonly string[]
  readonly monitoring: readonly string[]
  readonly team: readonly string[]
}

/**
 * Who speaks: `c` the customer's main person, `c2` another one of them, `s` the staff member who answers,
 * `s2` the one who does the work behind it, `m` the account manager, `bot` the monitoring.
 */
const dialogueRoles = ['c', 'c2', 's', 's2', 'm', 'bot'] as const
export type DialogueRole = (typeof dialogueRoles)[number]

interface DialogueLine {
  readonly role: DialogueRole
  /** After the line before. */
  readonly delayMinutes: number
  /** Index of the line that is answered. */
  readonly replyTo: number | undefined
  readonly quote: string | undefined
  /** With slots and markup. */
  readonly text: string
}

export interface Dialogue {
  readonly id: string
  readonly lines: readonly DialogueLine[]
}

export type Gender = 'm' | 'f'

const linePattern =
  /^(?<role>c2|c|s2|s|m|bot)(?:\+(?<delay>\d+))?(?:>(?<reply>\d+)(?:"(?<quote>[^"]+)")?)?: (?<text>[\s\S]+)$/

export function parseDialogue(source: DialogueSource): Dialogue {
  const lines = source.lines.map((line, index): DialogueLine => {
    const groups = linePattern.exec(line)?.groups
    const role = dialogueRoles.find((candidate) => candidate === groups?.['role'])
    if (groups === undefined || role === undefined) {
      throw new Error(`dialogue ${source.id}, line ${index + 1}: not "WHO[+MINUTES][>LINE["QUOTE"]]: TEXT"`)
    }
    const reply = groups['reply']
    return {
      role,
      delayMinutes: Number(groups['delay'] ?? 2),
      replyTo: reply === undefined ? undefined : Number(reply) - 1,
      quote: groups['quote'],
      text: groups['text'] ?? '',
    }
  })
  return { id: source.id, lines }
}

export function isStaffRole(role: DialogueRole): boolean {
  return role === 's' || role === 's2' || role === 'm'
}

export function isCustomerRole(role: DialogueRole): boolean {
  return role === 'c' || role === 'c2'
}

/** Names of the slots that a text may hold as `{name}`. */
export type Slots = Readonly<Record<string, string>>

/** Fills `{slot}` and chooses from `{he form|she form}`; what is no slot (a brace in code) stays as it is. */
export function fillText(text: string, slots: Slots, gender: Gender): string {
  return text
    .replace(/\{([^{}|\n]*)\|([^{}|\n]*)\}/g, (_whole, he: string, she: string) =>
      gender === 'm' ? he : she,
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole)
}
