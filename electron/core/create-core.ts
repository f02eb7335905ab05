import type { PatchOp } from '#shared/contract/patches.ts'
import { patchEvent } from '#shared/contract/patches.ts'
import { coreContract } from '#shared/contract/core-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { serveContract } from '#shared/rpc/serve-contract.ts'
import type { Core, CoreOptions, OpenCoreError } from './core-options.ts'
import { createServices, type Services } from './create-services.ts'
import { createConversationHandlers } from './conversation/conversation-handlers.ts'
import { createMessagesHandlers } from './sending/messages-handlers.ts'
import { createSessionHandlers } from './session/session-handlers.ts'
import { createNoteHandlers } from './team/notes/note-handlers.ts'
import { createPresenceHandlers } from './team/presence/presence-handlers.ts'
import { createAlarmHandlers } from './team/alarms/alarm-handlers.ts'
import { createTeamHandlers } from './team/people/team-handlers.ts'
import { keepVisible } from './team/visibility/gated-stream.ts'
import { guardCalls } from './team/visibility/guard-calls.ts'
import { createVisibilityHandlers } from './team/visibility/visibility-handlers.ts'
import { createTriageHandlers } from './triage/triage-handlers.ts'
import { openStore } from './store/open-store.ts'
import { acquireProfileLock } from './store/profile-lock.ts'
import { loadTdlib } from './telegram/td-client.ts'

/**
 * Opens a profile: its lock, its store, the list as it was last seen, then TDLib. Windows may connect as soon as it
 * resolves; they are painted from the store until TDLib has spoken.
 */
export async function openCore(options: CoreOptions): Promise<Result<Core, OpenCoreError['code']>> {
  const lock = acquireProfileLock(options.profileFolder)
  if (!lock.ok) return lock
  const opened = openStore({
    folder: options.profileFolder,
    clock: options.clock,
    log: options.log,
    build: options.build,
  })
  if (!opened.ok) {
    lock.value.release()
    return opened
  }
  const loaded = loadTdlib(options.datacenter?.tdjsonPath)
  if (!loaded.ok) {
    lock.value.release()
    await opened.value.store.close()
    return fail('profile_unwritable', loaded.error.message)
  }
  const services = createServices(options, opened.value.store, opened.value.opened)
  await services.start()

  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await services.close()
    await opened.value.store.close()
    lock.value.release()
  }
  return ok({
    connect: (endpoint) => {
      connectWindow(endpoint, options, services)
    },
    close: () => {
      closing ??= close()
      return closing
    },
  })
}

function connectWindow(endpoint: MessageEndpoint, options: CoreOptions, services: Services): void {
  const { conversations, hub, log, sending } = services
  const { gate } = services.team
  let emit = (_name: string, _payload: unknown): void => undefined
  const window = hub.connect({
    send: (batch) => {
      emit(patchEvent, batch)
    },
    readBase: () => services.readBase(),
    readConversation: (chatId): Iterable<PatchOp> =>
      keepVisible(conversations.readConversation(chatId), services.stream),
  })
  const conversation = createConversationHandlers({ conversations, drafts: services.drafts, sending }, window)
  const presence = createPresenceHandlers(services)
  const served = serveContract({
    contract: coreContract,
    endpoint,
    handlers: guardCalls(
      {
        ...createSessionHandlers({ ...services, core: options }, window),
        ...conversation.handlers,
        ...createMessagesHandlers({ sending }),
        ...createTriageHandlers({ ...services, clock: options.clock }),
        ...createTeamHandlers({
          team: services.team,
          listSharedEvents: services.triage.listSharedEvents,
        }),
        ...createNoteHandlers(services),
        ...presence.handlers,
        ...createAlarmHandlers(services),
        ...createVisibilityHandlers(services),
      },
      gate,
    ),
    reportBug: (error, method) => {
      log.error({ err: error, method }, 'a call of a window failed')
    },
  })
  emit = (name, payload) => {
    served.emit(name, payload)
  }
  const stopTelling = services.notifications.connect((name, payload) => {
    served.emit(name, payload)
  })
  const stopHiding = gate.onChange((chatIds) => {
    for (const chatId of chatIds) if (!gate.isVisible(chatId)) conversation.closeChat(chatId)
  })
  endpoint.onClose(() => {
    stopTelling()
    stopHiding()
    conversation.closeAll()
    presence.close()
    window.close()
  })
}
