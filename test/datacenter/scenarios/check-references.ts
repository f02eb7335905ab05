import { shortLinePattern, type Scenario, type ScenarioChat, type ScenarioLine } from './schema.ts'
import type { ScenarioProblem } from './scenario-error.ts'

/** Finds keys that are used but not there, used twice, or out of place. Empty when all is well. */
export function checkReferences(scenario: Scenario): ScenarioProblem[] {
  const checker = new ReferenceChecker(scenario)
  checker.checkAll(scenario)
  return checker.problems
}

class ReferenceChecker {
  readonly problems: ScenarioProblem[] = []
  readonly #people: ReadonlySet<string>
  readonly #chats: ReadonlySet<string>

  constructor(scenario: Scenario) {
    this.#people = this.#collect(scenario.people, 'people')
    this.#chats = this.#collect(scenario.chats, 'chats')
  }

  checkAll(scenario: Scenario): void {
    scenario.chats.forEach((chat, index) => this.#checkChat(chat, `chats[${index}]`))
    scenario.contacts?.forEach((pair, index) => {
      for (const key of pair) this.#person(key, `contacts[${index}]`)
    })
    const { generate, team, traffic } = scenario
    if (team !== undefined) this.#chat(team.chat, 'team.chat')
    team?.inRussian?.forEach((key, index) => this.#person(key, `team.inRussian[${index}]`))
    team?.log.forEach(({ from }, index) => this.#person(from, `team.log[${index}].from`))
    if (generate !== undefined) this.#person(generate.account, 'generate.account')
    if (generate?.kind === 'hosting') this.#checkHosting(scenario, generate.bot)
    traffic?.rules?.forEach((rule, index) => {
      this.#chat(rule.chat, `traffic.rules[${index}].chat`)
      this.#person(rule.from, `traffic.rules[${index}].from`)
    })
    const live = traffic?.live
    if (live?.monitoring !== undefined) {
      this.#chat(live.monitoring.chat, 'traffic.live.monitoring.chat')
      this.#person(live.monitoring.bot, 'traffic.live.monitoring.bot')
    }
    live?.teamChats?.forEach((key, index) => this.#chat(key, `traffic.live.teamChats[${index}]`))
  }

  #checkHosting(scenario: Scenario, bot: string): void {
    this.#person(bot, 'generate.bot')
    for (const staff of ['manager', 'duty', 'task'] as const) {
      if (scenario.people.some((person) => person.staff === staff)) continue
      this.#report('people', `nobody has "staff": "${staff}"`, 'generated dialogues need one of each kind')
    }
  }

  #checkChat(chat: ScenarioChat, path: string): void {
    if (chat.kind === 'private' ? chat.title !== undefined : chat.title === undefined) {
      const problem = chat.kind === 'private' ? 'a private chat has a title' : `a ${chat.kind} has no title`
      this.#report(`${path}.title`, problem, chat.kind === 'private' ? 'remove it' : 'add one')
    }
    if (chat.kind === 'private' && chat.members.length !== 2) {
      this.#report(`${path}.members`, `a private chat has ${chat.members.length} members`, 'name exactly two')
    }
    const members = new Set([
      ...chat.members,
      ...(chat.administrators ?? []),
      ...(chat.owner ? [chat.owner] : []),
    ])
    if (members.size === 0)
      this.#report(`${path}.members`, 'nobody is in this chat', 'name at least one person')
    for (const key of members) this.#person(key, `${path}.members`)
    for (const key of Object.keys(chat.accounts ?? {})) {
      this.#person(key, `${path}.accounts.${key}`)
      if (!members.has(key)) {
        this.#report(`${path}.accounts.${key}`, 'this person is not in the chat', 'add the key to "members"')
      }
    }
    this.#checkHistory(chat, path)
  }

  #checkHistory(chat: ScenarioChat, path: string): void {
    const lines = chat.history ?? []
    const keys = this.#collect(
      lines.flatMap((line) =>
        typeof line === 'string' || line.key === undefined ? [] : [{ key: line.key }],
      ),
      `${path}.history`,
    )
    const isLine = (key: string | undefined, at: string): void => {
      if (key === undefined || keys.has(key)) return
      this.#report(
        at,
        `no line of this chat has the key "${key}"`,
        'give the line a "key" or correct this one',
      )
    }
    lines.forEach((line, index) => {
      const at = `${path}.history[${index}]`
      const { from, replyTo } = readReferences(line)
      this.#person(from, `${at}.from`)
      isLine(replyTo, `${at}.replyTo`)
      if (typeof line === 'string') return
      const { service } = line
      for (const key of Object.keys(line.reactions ?? {})) this.#person(key, `${at}.reactions`)
      if (line.text === undefined && line.media === undefined && service === undefined) {
        this.#report(at, 'the line says nothing', 'add "text", "media" or "service"')
      }
      if (service?.kind === 'pinned') isLine(service.message, `${at}.service.message`)
      if (service?.kind === 'added')
        for (const key of service.people) this.#person(key, `${at}.service.people`)
      if (service?.kind === 'removed') this.#person(service.person, `${at}.service.person`)
    })
    isLine(chat.pinnedMessage, `${path}.pinnedMessage`)
  }

  #collect(items: readonly { readonly key: string }[], path: string): ReadonlySet<string> {
    const keys = new Set<string>()
    for (const { key } of items) {
      if (keys.has(key))
        this.#report(path, `the key "${key}" is used twice`, 'keys are unique, rename one of them')
      keys.add(key)
    }
    return keys
  }

  #person(key: string, path: string): void {
    if (!this.#people.has(key))
      this.#report(path, `nobody has the key "${key}"`, 'add the person to "people"')
  }

  #chat(key: string, path: string): void {
    if (!this.#chats.has(key)) this.#report(path, `no chat has the key "${key}"`, 'add the chat to "chats"')
  }

  #report(path: string, problem: string, advice: string): void {
    this.problems.push({ path, problem, advice })
  }
}

function readReferences(line: ScenarioLine): { from: string; replyTo: string | undefined } {
  if (typeof line !== 'string') return { from: line.from, replyTo: line.replyTo }
  const [, , from = '', replyTo] = shortLinePattern.exec(line) ?? []
  return { from, replyTo }
}
