import { describeCompany, inventPerson, toSpeaker } from './customers.ts'
import type { Speaker } from './dialogue-player.ts'
import { readDuration } from './duration.ts'
import { HistoryWriter, type WrittenHistory } from './history-writer.ts'
import { createRandom, type Random } from './random.ts'
import type { ScenarioGenerate } from './schema.ts'
import { findStaff, type Staff } from './staff.ts'
import type { Story, StoryChat, StoryLine, StoryView } from './story.ts'
import { cyrillicCompanies, latinCompanies } from './texts/companies.ts'
import type { Language } from './texts/library.ts'

type HostingPlan = Extract<ScenarioGenerate, { kind: 'hosting' }>

const minuteS = 60
const hourS = 3600
const dayS = 86_400

/**
 * Adds the customers of a hosting company to a story: their people, their chats and some days of conversations in each.
 * @param now unix seconds
 * @param utcOffsetMinutes the zone in which nights are quiet
 */
export function generateHosting(
  story: Story,
  plan: HostingPlan,
  now: number,
  utcOffsetMinutes: number,
): void {
  const random = createRandom(story.seed, 'hosting')
  const staff = findStaff(story.people)
  const botPerson = story.people.find((person) => person.key === plan.bot)
  if (botPerson === undefined) throw new Error(`there is no bot "${plan.bot}"`)
  const bot = toSpeaker(botPerson)
  const writer = new HistoryWriter({ seed: story.seed, staff, bot, now, utcOffsetMinutes })
  const waits = plan.waiting?.map(readDuration) ?? []
  const titles = orderTitles(plan.customers, waits.length, random)
  titles.forEach((company, rank) => {
    const chatRandom = createRandom(story.seed, `customer/${company.title}`)
    const people = inventPeople(story, company, rank, now, chatRandom)
    const manager = chatRandom.pick(staff.managers)
    const slots = describeCompany(company.title, chatRandom)
    const waitSeconds = waits[rank]
    const quietRank = rank - waits.length
    const history = writer.write({
      language: company.language,
      customers: people,
      manager,
      slots,
      random: chatRandom,
      ...(waitSeconds === undefined
        ? {
            kind: 'answered',
            lastAgoSeconds: readActivity(quietRank, plan.customers - waits.length, chatRandom),
          }
        : { kind: 'waiting', waitSeconds }),
    })
    const createdAt = now - chatRandom.integer(40, 1400) * dayS
    story.chats.push({
      key: `customer-${rank + 1}`,
      kind:
        waitSeconds === undefined && chatRandom.chance(plan.basicGroups ?? 0) ? 'basicGroup' : 'supergroup',
      title: decorateTitle(company, chatRandom),
      createdAt,
      members: listMembers(people, manager, staff, bot),
      lines: [...welcome(people, manager, createdAt), ...history.lines],
      views: viewChat(story, plan, history, quietRank, chatRandom),
      customer: {
        language: company.language,
        people: people.map((person) => person.key),
        manager: manager.key,
        slots,
        waitingSince: history.waitingSince,
      },
    })
  })
}

interface Company {
  readonly title: string
  readonly language: Language
  readonly isCyrillic: boolean
}

/** Who waits comes first and has a title of its own; the rest is mixed. */
function orderTitles(count: number, waiting: number, random: Random): Company[] {
  const latin = latinCompanies.map((title): Company => {
    return { title, language: random.chance(0.64) ? 'en' : 'ru', isCyrillic: false }
  })
  const cyrillic = cyrillicCompanies.map((title): Company => ({ title, language: 'ru', isCyrillic: true }))
  const first: Company[] = []
  for (let index = 0; index < waiting; index += 1) {
    const company = index % 3 === 2 ? cyrillic.shift() : latin.shift()
    if (company !== undefined) first.push(company)
  }
  return [...first, ...random.shuffle([...latin, ...cyrillic])].slice(0, count)
}

function decorateTitle({ title, isCyrillic }: Company, random: Random): string {
  const place = random.next()
  if (place < 0.08) return `${title} — ${isCyrillic ? 'хостинг' : 'hosting'}`
  if (place < 0.13) return `${title} | ${isCyrillic ? 'поддержка' : 'support'}`
  if (place < 0.16) return `Kedrovka × ${title}`
  return title
}

function inventPeople(story: Story, company: Company, rank: number, now: number, random: Random): Speaker[] {
  const count = random.pick([1, 2, 2, 2, 3, 3, 4])
  const people: Speaker[] = []
  for (let index = 0; index < count; index += 1) {
    const key = `customer-${rank + 1}.${index + 1}`
    const person = inventPerson(key, company.language, company.isCyrillic, now, random)
    story.people.push(person)
    people.push(toSpeaker(person))
  }
  return people
}

function listMembers(
  customers: readonly Speaker[],
  manager: Speaker,
  staff: Staff,
  bot: Speaker,
): StoryChat['members'] {
  const colleagues = [...staff.managers, ...staff.duty, ...staff.task].filter(
    ({ key }) => key !== manager.key,
  )
  return [
    { person: manager.key, role: 'creator' },
    ...colleagues.map(({ key }) => ({ person: key, role: 'administrator' as const })),
    { person: bot.key, role: 'administrator' },
    ...customers.map(({ key }) => ({ person: key, role: 'member' as const })),
  ]
}

function welcome(customers: readonly Speaker[], manager: Speaker, createdAt: number): StoryLine[] {
  return [
    {
      from: manager.key,
      at: createdAt + 40,
      text: '',
      service: { kind: 'added', people: customers.map(({ key }) => key) },
    },
  ]
}

/** How long ago the last message of the chat at this place was: minutes at the top, weeks at the end. */
function readActivity(rank: number, total: number, random: Random): number {
  const jitter = 0.9 + random.next() * 0.2
  if (rank < 12) return (minuteS + rank * 70) * jitter
  if (rank < 42) return (16 * minuteS + ((rank - 12) / 30) ** 1.4 * 3.6 * hourS) * jitter
  const half = total * 0.55
  if (rank < half) return (4 * hourS + ((rank - 42) / (half - 42)) * 24 * hourS) * jitter
  return (28 * hourS + ((rank - half) / (total - half)) ** 1.6 * 17 * dayS) * jitter
}

function viewChat(
  story: Story,
  plan: HostingPlan,
  history: WrittenHistory,
  quietRank: number,
  random: Random,
): Map<string, StoryView> {
  const views = new Map<string, StoryView>()
  const isWaiting = history.waitingSince !== undefined
  const isArchived = quietRank >= plan.customers - (plan.waiting?.length ?? 0) - (plan.archived ?? 0)
  const ownLast = history.lines.findLastIndex((line) => line.from === plan.account)
  const sinceOwn = history.lines.length - 1 - ownLast
  const isUnread = isWaiting || (!isArchived && random.chance(quietRank < 60 ? 0.2 : 0.09))
  const unread = isWaiting ? history.waitingCount : Math.min(sinceOwn, random.integer(1, 4))
  views.set(plan.account, {
    unread: isUnread && unread > 0 ? unread : undefined,
    isArchived: isArchived || undefined,
    isMuted: (!isWaiting && random.chance(plan.muted ?? 0)) || undefined,
    folders: random.chance(0.09) && !isArchived ? ['Premium'] : undefined,
    draft: quietRank === 7 || quietRank === 31 ? random.pick(drafts) : undefined,
  })
  if (isWaiting) {
    for (const person of story.people) {
      const isColleague = person.staff !== undefined && person.key !== plan.account
      if (isColleague) views.set(person.key, { unread: history.waitingCount })
    }
  }
  return views
}

const drafts = [
  'Проверил логи за ночь, ',
  'I have looked at the graphs and ',
  'Добрый день! По вашему вопросу: ',
]
