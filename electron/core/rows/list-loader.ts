import type { ListId } from '#shared/contract/entities/chat.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import { introduceChat, loadChats } from '../telegram/requests.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { ChatModel } from './chat-model.ts'
import type { SessionState } from '../session/session-state.ts'

/** Pause before a list is asked for again after an unexpected refusal. */
const retryMs = 2_000

export interface ListLoaderOptions {
  readonly requests: Pick<RequestQueue, 'run'>
  readonly model: ChatModel
  readonly session: SessionState
  readonly clock: Clock
  readonly log: Logger
  /** Called when every list is complete, before the session reports it. */
  readonly onComplete: () => void
  /** Chats that must be loaded whether a list holds them or not: something of them is kept here. */
  readonly findKept: () => Iterable<number>
  /** True once this client was replaced or closed. */
  readonly isStopped: () => boolean
}

/** Loads every list to its end, main first. Resolves when all lists are complete or the loading is stopped. */
export async function loadAllLists(options: ListLoaderOptions): Promise<void> {
  const { model, session } = options
  const report = (isComplete: boolean): void => {
    session.update({ sync: { ...session.view.sync, isComplete, chatCount: model.chatCount } })
  }
  report(false)
  await loadList(options, 'main', () => report(false))
  await loadList(options, 'archive', () => report(false))
  for (const folder of model.folderIds) await loadList(options, folder, () => report(false))
  await loadKept(options)
  if (options.isStopped()) return
  model.flush()
  model.completeAll()
  options.onComplete()
  report(true)
}

/** TDLib tells of a chat when it is asked for the chat. A chat that TDLib does not know is dropped with the others. */
async function loadKept({ findKept, isStopped, model, requests }: ListLoaderOptions): Promise<void> {
  for (const chatId of findKept()) {
    if (isStopped()) return
    if (model.findRecord(chatId) !== undefined) continue
    await requests.run('lists', (client) => introduceChat(client, chatId))
  }
}

async function loadList(options: ListLoaderOptions, list: ListId, report: () => void): Promise<void> {
  const { clock, isStopped, log, model, requests } = options
  while (!isStopped()) {
    const loaded = await requests.run('lists', (client) => loadChats(client, list))
    if (isStopped()) return
    if (loaded.ok && loaded.value === 'more') {
      report()
      continue
    }
    if (loaded.ok) {
      model.completeList(list)
      return
    }
    if (loaded.refusal.kind === 'closed') return
    log.warn({ list, refusal: loaded.refusal.message }, 'a chat list cannot be loaded')
    await new Promise<void>((resolve) => {
      clock.schedule(clock.now() + retryMs, resolve)
    })
  }
}
