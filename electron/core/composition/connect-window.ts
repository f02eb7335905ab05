import type { PatchOp } from '#shared/contract/patches.ts'
import { patchEvent } from '#shared/contract/patches.ts'
import { coreContract } from '#shared/contract/core-contract.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { serveContract } from '#shared/rpc/serve-contract.ts'
import { createConversationHandlers } from '../conversation/conversation-handlers.ts'
import type { CoreOptions } from '../core-options.ts'
import { createMessagesHandlers } from '../sending/messages-handlers.ts'
import { createSessionHandlers } from '../session/session-handlers.ts'
import { createAlarmHandlers } from '../team/alarms/alarm-handlers.ts'
import { createNoteHandlers } from '../team/notes/note-handlers.ts'
import { createTeamHandlers } from '../team/roster/team-handlers.ts'
import { createPresenceHandlers } from '../team/presence/presence-handlers.ts'
import { guardCalls } from '../team/visibility/guard-calls.ts'
import { createVisibilityHandlers } from '../team/visibility/visibility-handlers.ts'
import { createTriageHandlers } from '../triage/triage-handlers.ts'
import type { ComposedCore } from './compose-core.ts'
import { redirectCalls } from './redirect-calls.ts'

/** Serves one window until its endpoint closes: its calls, its stream, its notifications. */
export function connectWindow(endpoint: MessageEndpoint, options: CoreOptions, core: ComposedCore): void {
  const { context, conversations, hub, outGate, rows, team } = core
  let emit = (_name: string, _payload: unknown): void => undefined
  const window = hub.connect({
    send: (batch) => {
      emit(patchEvent, batch)
    },
    readBase: () => core.readBase(),
    readConversation: (chatId): Iterable<PatchOp> =>
      outGate.current.keep(conversations.readConversation(chatId)),
  })
  const conversation = createConversationHandlers({ conversations }, window)
  const presence = createPresenceHandlers(core)
  const served = serveContract({
    contract: coreContract,
    endpoint,
    handlers: redirectCalls(
      guardCalls(
        {
          ...createSessionHandlers({ ...core, store: context.store, core: options }, window),
          ...conversation.handlers,
          ...createMessagesHandlers(core),
          ...createTriageHandlers({ ...context, rows, triage: core.triage }),
          ...createTeamHandlers(core),
          ...createNoteHandlers(core),
          ...presence.handlers,
          ...createAlarmHandlers(core),
          ...createVisibilityHandlers(core),
        },
        team.gate,
      ),
      rows.upgrades,
    ),
    reportBug: (error, method) => {
      context.log.error({ err: error, method }, 'a call of a window failed')
    },
  })
  emit = (name, payload) => {
    served.emit(name, payload)
  }
  const stopTelling = core.notifications.connect((name, payload) => {
    served.emit(name, payload)
  })
  const stopHiding = team.gate.onChange((chatIds) => {
    for (const chatId of chatIds) if (!team.gate.isVisible(chatId)) conversation.closeChat(chatId)
  })
  endpoint.onClose(() => {
    stopTelling()
    stopHiding()
    conversation.closeAll()
    presence.close()
    window.close()
  })
}
