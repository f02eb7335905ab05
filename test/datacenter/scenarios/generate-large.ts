import { describeCompany, inventPerson, toSpeaker } from './customers.ts'
import { isCustomerRole } from './dialogue.ts'
import { speakDialogue, type Speaker } from './dialogue-player.ts'
import { createRandom, type Random } from './random.ts'
import type { ScenarioGenerate } from './schema.ts'
import type { Story, StoryChat, StoryLine, StoryPerson } from './story.ts'
import { cyrillicCompanies, latinCompanies } from './texts/companies.ts'
import { library, type Language } from './texts/library.ts'

type LargePlan = Extract<ScenarioGenerate, { kind: 'large' }>

const defaultMembers = 4
/** The chats' last messages are spread over this time. */
const spreadSeconds = 3 * 86_400
const waitingShare = 0.02
const unreadShare = 0.1

/** Adds as many supergroups with as many messages each as the plan says; for measurements, so it is quick and plain. */
export function generateLarge(story: Story, plan: LargePlan, now: number): void {
  const random = createRandom(story.seed, 'large')
  const accountPerson = story.people.find((person) => person.key === plan.account)
  if (accountPerson === undefined) throw new Error(`there is no person "${plan.account}"`)
  const account = toSpeaker(accountPerson)
  const pool = inventPool(story, plan, now, random)
  const titles = [...latinCompanies, ...cyrillicCompanies]
  const gapSeconds = spreadSeconds / plan.chats
  for (let index = 0; index < plan.chats; index += 1) {
    const company = titles[index % titles.length] ?? ''
    const title = index < titles.length ? company : `${company} ${Math.floor(index / titles.length) + 1}`
    const language: Language = index % titles.length >= latinCompanies.length || index % 3 === 0 ? 'ru' : 'en'
    const customers = drawMembers(pool, plan.membersPerChat ?? defaultMembers, random)
    const isWaiting = random.chance(waitingShare)
    const lines = writeLines({ plan, title, language, customers, account, isWaiting, random })
    const lastAt = Math.round(now - (isWaiting ? random.integer(30, 1500) : 30 + index * gapSeconds))
    story.chats.push({
      key: `large-${index + 1}`,
      kind: 'supergroup',
      title,
      createdAt: lastAt - 90 * 86_400,
      members: [
        { person: account.key, role: 'creator' },
        ...customers.map(({ key }) => ({ person: key, role: 'member' as const })),
      ],
      lines: placeBackwards(lines, lastAt, random),
      views: viewLarge(plan, lines, isWaiting, random),
      customer: {
        language,
        people: customers.map(({ key }) => key),
        manager: account.key,
        slots: describeCompany(title, random),
        waitingSince: isWaiting ? lastAt : undefined,
      },
    })
  }
}

function inventPool(story: Story, plan: LargePlan, now: number, random: Random): Speaker[] {
  const size = Math.min(5000, Math.max(plan.membersPerChat ?? defaultMembers, Math.ceil(plan.chats * 1.5)))
  const people = Array.from({ length: size }, (_unused, index): StoryPerson => {
    const language: Language = index % 2 === 0 ? 'ru' : 'en'
    return inventPerson(`person-${index + 1}`, language, language === 'ru', now, random)
  })
  for (const person of people) story.people.push(person)
  return people.map(toSpeaker)
}

function drawMembers(pool: readonly Speaker[], count: number, random: Random): Speaker[] {
  const start = random.integer(0, pool.length - 1)
  return Array.from({ length: count }, (_unused, index) => pool[(start + index) % pool.length]).filter(
    (person) => person !== undefined,
  )
}

type PlainLine = Pick<StoryLine, 'from' | 'text'>

function writeLines(options: {
  readonly plan: LargePlan
  readonly title: string
  readonly language: Language
  readonly customers: readonly Speaker[]
  readonly account: Speaker
  readonly isWaiting: boolean
  readonly random: Random
}): PlainLine[] {
  const { plan, title, language, customers, account, isWaiting, random } = options
  const { dialogues, phrases } = library[language]
  const slots = describeCompany(title, random)
  const [main = account, second = main] = customers
  const lines: PlainLine[] = []
  while (lines.length < plan.messages) {
    const c = random.pick([main, ...customers])
    const cast = { c, c2: second, s: account, s2: account, m: account, bot: account }
    for (const line of speakDialogue(random.pick(dialogues), cast, slots, language, random)) {
      lines.push({ from: line.speaker.key, text: line.text })
    }
  }
  const kept = lines.slice(0, plan.messages)
  const spoken = speakDialogue(
    random.pick(library[language].requests),
    { c: main, c2: second, s: account, s2: account, m: account, bot: account },
    slots,
    language,
    random,
  )
  const request = spoken.find((line) => isCustomerRole(line.role))
  if (isWaiting && request !== undefined) {
    kept[kept.length - 1] = { from: request.speaker.key, text: request.text }
  } else if (kept.at(-1)?.from !== account.key) {
    kept[kept.length - 1] = {
      from: account.key,
      text: random.pick(phrases.closers).replace(/ \{[^}]*\}/g, ''),
    }
  }
  return kept
}

function placeBackwards(lines: readonly PlainLine[], lastAt: number, random: Random): StoryLine[] {
  let at = lastAt
  const placed: StoryLine[] = []
  for (const line of [...lines].reverse()) {
    placed.push({ ...line, at })
    at -= random.integer(20, 1800)
  }
  return placed.reverse()
}

function viewLarge(
  plan: LargePlan,
  lines: readonly PlainLine[],
  isWaiting: boolean,
  random: Random,
): StoryChat['views'] {
  const sinceOwn = lines.length - 1 - lines.findLastIndex((line) => line.from === plan.account)
  const unread = isWaiting ? Math.max(1, sinceOwn) : random.chance(unreadShare) ? sinceOwn : 0
  return new Map(unread > 0 ? [[plan.account, { unread }]] : [])
}
