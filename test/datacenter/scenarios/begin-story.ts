import { assertNever } from '#shared/lib/assert-never.ts'
import type { MemberRole } from '../world/seed.ts'
import { readDuration } from './duration.ts'
import {
  shortLinePattern,
  type Scenario,
  type ScenarioChat,
  type ScenarioLine,
  type ScenarioPerson,
  type ScenarioService,
  type ScenarioView,
} from './schema.ts'
import type { Story, StoryChat, StoryLine, StoryPerson, StoryService, StoryView } from './story.ts'

const defaultCreated = '400d'

/** The part of a scenario that is written out, with absolute times (unix seconds). Generators add to it. */
export function beginStory(scenario: Scenario, now: number): Story {
  return {
    name: scenario.name,
    seed: scenario.seed ?? 1,
    people: scenario.people.map((person) => readPerson(person, now)),
    chats: scenario.chats.map((chat) => readChat(chat, now)),
    contacts: [...(scenario.contacts ?? [])],
    traffic: scenario.traffic,
  }
}

function readPerson(person: ScenarioPerson, now: number): StoryPerson {
  const { bot, online, lastSeen, gender, nameInRussian, ...rest } = person
  return {
    ...rest,
    isBot: bot,
    isOnline: online,
    lastSeen: lastSeen === undefined ? undefined : now - readDuration(lastSeen),
    gender: gender ?? 'm',
    nameInRussian: nameInRussian ?? person.firstName,
  }
}

function readChat(chat: ScenarioChat, now: number): StoryChat {
  return {
    key: chat.key,
    kind: chat.kind,
    title: chat.title ?? '',
    about: chat.about,
    username: chat.username,
    createdAt: now - readDuration(chat.created ?? defaultCreated),
    members: readMembers(chat),
    isReadOnly: chat.readOnly,
    slowModeSeconds: chat.slowModeSeconds,
    pinnedLine: chat.pinnedMessage,
    lines: (chat.history ?? []).map((line) => readLine(line, now)),
    views: new Map(Object.entries(chat.accounts ?? {}).map(([key, view]) => [key, readView(view)])),
  }
}

function readMembers(chat: ScenarioChat): StoryChat['members'] {
  const administrators = new Set(chat.administrators)
  const everyone = new Set([...(chat.owner ? [chat.owner] : []), ...administrators, ...chat.members])
  return [...everyone].map((person) => {
    const role: MemberRole =
      person === chat.owner ? 'creator' : administrators.has(person) ? 'administrator' : 'member'
    return { person, role }
  })
}

function readLine(line: ScenarioLine, now: number): StoryLine {
  if (typeof line === 'string') {
    const [, ago = '', from = '', replyTo, text = ''] = shortLinePattern.exec(line) ?? []
    return { from, at: now - readDuration(ago), text, replyTo }
  }
  return {
    from: line.from,
    at: now - readDuration(line.ago),
    text: line.text ?? '',
    isPlain: line.plain,
    key: line.key,
    replyTo: line.replyTo,
    quote: line.quote,
    editedAt: line.edited === undefined ? undefined : now - readDuration(line.edited),
    isSilent: line.silent,
    media: line.media === undefined ? undefined : dropUndefined(line.media),
    service: line.service === undefined ? undefined : readService(line.service),
    isAnonymous: line.anonymous,
    reactions: line.reactions,
  }
}

function readService(service: ScenarioService): StoryService {
  switch (service.kind) {
    case 'added':
      return { kind: 'added', people: service.people }
    case 'removed':
      return { kind: 'removed', person: service.person }
    case 'pinned':
      return { kind: 'pinned', line: service.message }
    case 'joined':
      return { kind: 'plain', action: { kind: 'joinedByLink' } }
    case 'title':
      return { kind: 'plain', action: { kind: 'editTitle', title: service.title } }
    default:
      return assertNever(service)
  }
}

function readView(view: ScenarioView): StoryView {
  return {
    unread: view.unread,
    isMarkedUnread: view.markedUnread,
    pinOrder: view.pinned,
    isArchived: view.archived,
    isMuted: view.muted,
    draft: view.draft,
    folders: view.folders,
  }
}

type Defined<Value> = { [Key in keyof Value]: Exclude<Value[Key], undefined> }

/** An optional field of a parsed file may be there as undefined; the seed's types want it absent. */
function dropUndefined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<Value>
}
