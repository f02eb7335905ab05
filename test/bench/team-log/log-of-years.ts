export interface KeptBlock {
  readonly messageId: number
  readonly dateS: number
  readonly authorId: number
  readonly block: string
}

const duty = Array.from({ length: 12 }, (_one, index) => 200 + index)
export const userIds = { owner: 100, duty, all: [100, ...duty] } as const

const firstMessageId = 1_048_576
const startS = 1_760_000_000
const chatCount = 800
const words =
  'Клиент просит перенести окно работ на вечер, подрядчик в курсе; ждём ответа от дежурного инженера'.split(
    ' ',
  )

/** Years of a busy team, the same on every run: mostly notes and "no reply needed", then alarms, duty, marks and grants. */
export function listBlocks(count: number): readonly KeptBlock[] {
  const random = createRandom()
  const pick = <Value>(from: readonly Value[]): Value => from[random(from.length)]!
  const open = new Map<number, string>()
  const blocks: KeptBlock[] = []
  const say = (authorId: number, event: Readonly<Record<string, unknown>>): string => {
    const index = blocks.length
    const id = `${index.toString(36).padStart(6, '0')}${random(2 ** 30)
      .toString(36)
      .padStart(6, '0')}abcd`
    blocks.push({
      messageId: firstMessageId * (index + 1),
      dateS: startS + index * 300,
      authorId,
      block: JSON.stringify({ v: 1, id, ...event }),
    })
    return id
  }
  say(userIds.owner, { type: 'genesis', managers: [userIds.owner] })
  for (const user of duty) say(userIds.owner, { type: 'role', user, role: 'duty' })
  while (blocks.length < count) {
    const author = pick(duty)
    const chat = -1_002_000_000_000 - random(chatCount)
    const atS = startS + blocks.length * 300
    const upTo = { up_to: firstMessageId * (blocks.length + 9), up_to_s: atS - 60 }
    const dice = random(100)
    if (dice < 45) say(author, { type: 'no_reply', chat, ...upTo })
    else if (dice < 75) {
      const text = Array.from({ length: 5 + random(20) }, () => pick(words)).join(' ')
      say(author, { type: 'note', chat, message: upTo.up_to, text, mentions: dice < 50 ? [pick(duty)] : [] })
    } else if (dice < 85) say(author, { type: 'duty', on: dice % 2 === 0 })
    else if (dice < 93) sayAlarm(author, chat)
    else if (dice < 96) say(author, { type: 'chat_class', chat, class: 'customer' })
    else if (dice < 98) {
      say(userIds.owner, {
        type: 'visibility_granted',
        chat,
        user: pick(duty),
        task: `T-${dice}`,
        until: atS + 86_400,
      })
    } else if (dice < 99) say(userIds.owner, { type: 'clock_override', chat, override: { redAfterMin: 5 } })
    else say(userIds.owner, { type: 'role', user: pick(duty), role: 'duty' })
  }
  return blocks

  function sayAlarm(author: number, chat: number): void {
    const alarm = open.get(chat)
    if (alarm === undefined) {
      open.set(
        chat,
        say(author, { type: 'alarm_raised', chat, title: `Customer ${chat % 1_000}`, note: 'сайт лежит' }),
      )
      return
    }
    say(author, { type: 'alarm_taken', alarm })
    say(author, { type: 'alarm_done', alarm })
    open.delete(chat)
  }
}

function createRandom(): (below: number) => number {
  let seed = 12_345
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
}
