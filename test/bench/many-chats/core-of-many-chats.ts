import { pino } from 'pino'
import type * as Td from 'tdlib-types'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { RulesView } from '#shared/contract/entities/triage.ts'
import { defaultRules } from '#shared/contract/entities/triage.ts'
import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { CoreOptions } from '#core/core-options.ts'
import { composeCore, type ComposedCore } from '#core/composition/compose-core.ts'
import { followEvents } from '#core/composition/follow-events.ts'
import { openStore } from '#core/store/open-store.ts'
import type { Store } from '#core/store/store.ts'
import { translateUpdate } from '#core/telegram/translate-update.ts'
import {
  chatIdAt,
  customerIdAt,
  describeChat,
  describeMessage,
  describeUsers,
  messageIdAt,
  selfId,
} from './td-updates.ts'

export interface CoreOfManyChats {
  readonly core: ComposedCore
  readonly store: Store
  /** One update of TDLib, as the session hands it on. */
  readonly tell: (update: Td.Update) => void
}

/** Customers are found by their titles, so that nothing has to be asked about members; deadlines are days ahead. */
const rules: RulesView = {
  ...defaultRules,
  isSetUp: true,
  customers: { everyGroup: false, titlePatterns: ['Customer'], folderIds: [] },
  clock: { ...defaultRules.clock, redAfterMin: 10_000, breachAfterMin: 10_080 },
}

export interface ManyChats {
  readonly count: number
  /** When the newest message of a chat was written, seconds; and whether it is a customer's who waits. */
  readonly describeLast: (index: number) => { readonly dateS: number; readonly isWaiting: boolean }
}

/**
 * A core with its store, restored as at a start and told by TDLib of every chat; TDLib itself is not
 * there. Each chat has an answer and, when somebody waits, a question after it.
 */
export function startCoreOfManyChats(folder: string, clock: Clock, chats: ManyChats): CoreOfManyChats {
  const log = pino({ level: 'silent' })
  const opened = openStore({ folder, clock, log, build: 'bench' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  store.saveRules(rules)
  store.saveFact('pins.adopted', true)
  for (let index = 0; index < chats.count; index += 1) {
    store.saveTail(chatIdAt(index) as ChatId, { facts: listFacts(index, chats), reachesStart: true })
  }
  store.flush()
  const options: CoreOptions = {
    workspace: 'account',
    host: 'browser',
    build: 'bench',
    profile: 'bench',
    profileFolder: folder,
    clock,
    log,
    secrets: {
      read: async () => undefined,
      write: async () => undefined,
      remove: async () => undefined,
      setAsideIfDamaged: async () => undefined,
    },
  }
  const core = composeCore(options, store, opened.value.opened)
  const follow = followEvents(core, core.account)
  const tell = (update: Td.Update): void => {
    const event = translateUpdate(update)
    if (event !== undefined) follow(event)
  }
  core.triage.restore()
  for (const update of describeUsers()) tell(update)
  for (let index = 0; index < chats.count; index += 1) {
    const { dateS, isWaiting } = chats.describeLast(index)
    tell(describeChat(index, describeMessage(index, isWaiting ? 2 : 1, dateS, !isWaiting)))
  }
  core.triage.onListsLoaded()
  return { core, store, tell }
}

function listFacts(index: number, chats: ManyChats): readonly MessageFact[] {
  const { dateS, isWaiting } = chats.describeLast(index)
  const answer: MessageFact = {
    id: messageIdAt(1),
    dateS: isWaiting ? dateS - 3600 : dateS,
    from: 'user',
    userId: selfId,
    isOwn: true,
  }
  if (!isWaiting) return [answer]
  return [answer, { id: messageIdAt(2), dateS, from: 'user', userId: customerIdAt(index), isOwn: false }]
}
