import * as v from 'valibot'
import { durationPattern } from './duration.ts'

const Key = v.pipe(
  v.string(),
  v.regex(/^[\w.-]+$/, 'a key has letters, digits, "_", "-" and "." only'),
  v.description('A name by which other parts of the scenario refer to this one.'),
)

const Duration = v.pipe(
  v.string(),
  v.regex(durationPattern, 'write a duration like "45s", "3m", "2h", "1d 4h" or "2w"'),
)

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))

export const ScenarioPerson = v.strictObject({
  key: Key,
  firstName: v.pipe(v.string(), v.nonEmpty()),
  lastName: v.optional(v.string()),
  username: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z]\w{3,31}$/, '4 to 32 letters, digits or "_"'))),
  phone: v.optional(
    v.pipe(v.string(), v.regex(/^\d{7,15}$/, 'digits only'), v.description('Who has a phone can log in.')),
  ),
  code: v.optional(v.pipe(v.string(), v.regex(/^\d{5}$/, 'five digits'))),
  password: v.optional(v.string()),
  passwordHint: v.optional(v.string()),
  bot: v.optional(v.boolean()),
  staff: v.optional(
    v.pipe(
      v.picklist(['manager', 'duty', 'task']),
      v.description('Works for the company: speaks for it in generated dialogues and in live traffic.'),
    ),
  ),
  gender: v.optional(v.picklist(['m', 'f'])),
  nameInRussian: v.optional(v.string()),
  about: v.optional(v.string()),
  online: v.optional(v.boolean()),
  lastSeen: v.optional(Duration),
})
export type ScenarioPerson = v.InferOutput<typeof ScenarioPerson>

export const ScenarioService = v.variant('kind', [
  v.strictObject({ kind: v.literal('added'), people: v.array(Key) }),
  v.strictObject({ kind: v.literal('joined') }),
  v.strictObject({ kind: v.literal('removed'), person: Key }),
  v.strictObject({ kind: v.literal('title'), title: v.string() }),
  v.strictObject({ kind: v.literal('pinned'), message: Key }),
])
export type ScenarioService = v.InferOutput<typeof ScenarioService>

const Size = { width: v.optional(Count), height: v.optional(Count) }
const ScenarioMedia = v.variant('kind', [
  v.strictObject({ kind: v.literal('photo'), ...Size }),
  v.strictObject({ kind: v.literal('document'), fileName: v.string(), sizeBytes: v.optional(Count) }),
  v.strictObject({ kind: v.literal('video'), durationSeconds: Count, ...Size }),
  v.strictObject({ kind: v.literal('voice'), durationSeconds: Count }),
  v.strictObject({ kind: v.literal('sticker'), emoji: v.string() }),
  v.strictObject({ kind: v.literal('poll'), question: v.string(), options: v.array(v.string()) }),
])

/** `AGO WHO: TEXT` or `AGO WHO >KEY: TEXT` */
export const shortLinePattern = /^(\d+[smhdw](?: \d+[smhdw])*) ([\w.-]+)(?: >([\w.-]+))?: ([\s\S]+)$/

export const ScenarioLine = v.union([
  v.pipe(
    v.string(),
    v.regex(shortLinePattern, 'a short line reads "AGO PERSON: TEXT", for example "3m oleg: done"'),
  ),
  v.strictObject({
    from: Key,
    ago: Duration,
    text: v.optional(v.string()),
    plain: v.optional(v.pipe(v.boolean(), v.description('The text has no markup.'))),
    key: v.optional(Key),
    replyTo: v.optional(Key),
    quote: v.optional(v.string()),
    edited: v.optional(v.pipe(Duration, v.description('How long ago the text was edited.'))),
    silent: v.optional(v.boolean()),
    media: v.optional(ScenarioMedia),
    service: v.optional(ScenarioService),
    anonymous: v.optional(
      v.pipe(v.boolean(), v.description('Written by an administrator in the name of the group.')),
    ),
    reactions: v.optional(
      v.pipe(v.record(Key, v.string()), v.description('An emoji by the key of who reacts with it.')),
    ),
  }),
])
export type ScenarioLine = v.InferOutput<typeof ScenarioLine>

export const ScenarioView = v.strictObject({
  unread: v.optional(v.pipe(Count, v.description('How many of the last messages are not read.'))),
  markedUnread: v.optional(v.boolean()),
  pinned: v.optional(v.pipe(Count, v.description('Place among the pinned chats, 0 is the top.'))),
  archived: v.optional(v.boolean()),
  muted: v.optional(v.boolean()),
  draft: v.optional(v.string()),
  folders: v.optional(v.array(v.string())),
})
export type ScenarioView = v.InferOutput<typeof ScenarioView>

export const ScenarioChat = v.strictObject({
  key: Key,
  kind: v.picklist(['private', 'basicGroup', 'supergroup', 'channel']),
  title: v.optional(v.pipe(v.string(), v.description('Not for private chats.'))),
  about: v.optional(v.string()),
  username: v.optional(v.string()),
  created: v.optional(Duration),
  owner: v.optional(Key),
  administrators: v.optional(v.array(Key)),
  members: v.array(Key),
  readOnly: v.optional(v.boolean()),
  slowModeSeconds: v.optional(Count),
  pinnedMessage: v.optional(Key),
  history: v.optional(v.array(ScenarioLine)),
  accounts: v.optional(v.record(Key, ScenarioView)),
})
export type ScenarioChat = v.InferOutput<typeof ScenarioChat>

export const ScenarioGenerate = v.variant('kind', [
  v.strictObject({
    kind: v.literal('hosting'),
    customers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(220)),
    account: v.pipe(Key, v.description('The person whose unread counters are varied.')),
    bot: Key,
    basicGroups: v.optional(Share),
    archived: v.optional(Count),
    muted: v.optional(v.pipe(Share, v.description('Chats that the account has muted.'))),
    waiting: v.optional(
      v.pipe(v.array(Duration), v.description('One customer who waits this long, for each entry.')),
    ),
  }),
  v.strictObject({
    kind: v.literal('large'),
    chats: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
    messages: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000)),
    membersPerChat: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))),
    account: Key,
  }),
])
export type ScenarioGenerate = v.InferOutput<typeof ScenarioGenerate>

const ScenarioRule = v.strictObject({
  chat: Key,
  from: Key,
  texts: v.pipe(v.array(v.string()), v.nonEmpty()),
  every: Duration,
  jitter: v.optional(v.pipe(Share, v.description('0.2: each gap is up to 20 % shorter or longer.'))),
  count: v.optional(v.pipe(Count, v.description('Stops after so many messages.'))),
  typing: v.optional(v.boolean()),
})

export const ScenarioTraffic = v.strictObject({
  live: v.optional(
    v.strictObject({
      messagesPerHour: v.pipe(v.number(), v.minValue(1), v.description('At the busiest hour.')),
      hours: v.optional(
        v.pipe(
          v.array(Share),
          v.length(24),
          v.description('Share of the busiest hour, from 0 to 23 o’clock.'),
        ),
      ),
      answeredByColleagues: v.optional(Share),
      monitoring: v.optional(v.strictObject({ chat: Key, bot: Key })),
      teamChats: v.optional(v.array(Key)),
      teamLog: v.optional(
        v.pipe(
          v.boolean(),
          v.description('Colleagues raise alarms, take them, write notes and look at chats.'),
        ),
      ),
    }),
  ),
  rules: v.optional(v.array(ScenarioRule)),
})
export type ScenarioTraffic = v.InferOutput<typeof ScenarioTraffic>

export const ScenarioTeam = v.strictObject({
  chat: v.pipe(Key, v.description('The group that is the team channel; nothing else is written there.')),
  inRussian: v.optional(v.pipe(v.array(Key), v.description('Whose consoles write in Russian.'))),
  log: v.pipe(
    v.array(
      v.strictObject({
        ago: Duration,
        from: Key,
        key: v.optional(Key),
        event: v.pipe(
          v.record(v.string(), v.unknown()),
          v.description(
            'An event of the log. Texts like "person:KEY", "chat:KEY", "title:CHAT", "message:CHAT/LINE", "date:CHAT/LINE" ("last": the newest line), "event:KEY" and "in:3h" stand for what they name.',
          ),
        ),
      }),
    ),
    v.description('What the team has agreed, oldest first.'),
  ),
})
export type ScenarioTeam = v.InferOutput<typeof ScenarioTeam>

/** A scenario file, version 1: what a data centre starts with and what happens in it by itself. */
export const Scenario = v.strictObject({
  $schema: v.optional(v.string()),
  version: v.literal(1),
  name: v.pipe(v.string(), v.nonEmpty()),
  seed: v.optional(v.pipe(v.number(), v.integer())),
  people: v.array(ScenarioPerson),
  chats: v.array(ScenarioChat),
  contacts: v.optional(v.array(v.tuple([Key, Key]))),
  generate: v.optional(ScenarioGenerate),
  team: v.optional(ScenarioTeam),
  traffic: v.optional(ScenarioTraffic),
})
export type Scenario = v.InferOutput<typeof Scenario>
