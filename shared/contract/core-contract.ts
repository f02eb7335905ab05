import * as v from 'valibot'
import { defineContract, method } from '../rpc/define-contract.ts'
import { FormattedText } from './entities/formatted-text.ts'
import { ChatId, MessageId } from './entities/ids.ts'
import { ProxyView, SettingsView } from './entities/session.ts'
import { teamCalls } from './team-calls.ts'
import { triageCalls } from './triage-calls.ts'

/** Raised when a call changes in a way an older window would misread. */
export const protocolVersion = 3

const nothing = v.undefined()
const chat = v.object({ chatId: ChatId })
const message = v.object({ chatId: ChatId, messageId: MessageId })

/** Telegram's limit for one message, UTF-16 units after trimming. */
export const maxMessageLength = 4096

/** Everything a window can ask of the core. */
/** All that a core answers while it cannot open its profile. */
export const helloContract = defineContract({
  /**
   * The first call of a connection: it exchanges protocol versions, and tells the window the core's build and host.
   * `start_failed`: the profile cannot be opened; `details.reason` is one of `coreStopReasons`.
   */
  'session.hello': method({
    input: v.object({ protocol: v.number() }),
    output: v.object({ protocol: v.number(), build: v.string(), host: v.picklist(['electron', 'browser']) }),
    errors: ['protocol_mismatch', 'start_failed'],
  }),
})

export const coreContract = defineContract({
  ...triageCalls,
  ...teamCalls,
  ...helloContract,
  /** Starts the patch stream of this connection with a snapshot; a repeated call sends a fresh snapshot. */
  'stream.open': method({ input: nothing, output: nothing }),
  /** The last batch that the window has applied; the core stops sending when the window falls behind. */
  'stream.ack': method({ input: v.object({ seq: v.number() }), output: nothing }),

  'auth.setApiCredentials': method({
    input: v.object({
      apiId: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_147_483_647)),
      apiHash: v.pipe(v.string(), v.trim(), v.regex(/^[0-9a-f]{32}$/iu)),
    }),
    output: nothing,
    errors: ['api_credentials_invalid', 'wrong_step'],
  }),
  'auth.setPhone': method({
    input: v.object({ phone: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(32)) }),
    output: nothing,
    errors: [
      'phone_invalid',
      'phone_banned',
      'flood_wait',
      'api_credentials_invalid',
      'offline',
      'wrong_step',
      'rejected',
    ],
    deadlineMs: 60_000,
  }),
  'auth.submitCode': method({
    input: v.object({ code: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(16)) }),
    output: nothing,
    errors: ['code_invalid', 'code_expired', 'flood_wait', 'offline', 'wrong_step', 'rejected'],
    deadlineMs: 60_000,
  }),
  'auth.resendCode': method({
    input: nothing,
    output: nothing,
    errors: ['flood_wait', 'offline', 'wrong_step', 'rejected'],
    deadlineMs: 60_000,
  }),
  'auth.submitPassword': method({
    input: v.object({ password: v.pipe(v.string(), v.nonEmpty(), v.maxLength(1024)) }),
    output: nothing,
    errors: ['password_invalid', 'flood_wait', 'offline', 'wrong_step', 'rejected'],
    deadlineMs: 60_000,
  }),
  'auth.requestQr': method({
    input: nothing,
    output: nothing,
    errors: ['flood_wait', 'api_credentials_invalid', 'offline', 'wrong_step', 'rejected'],
    deadlineMs: 60_000,
  }),
  /** Back to the phone number from any step before the password is accepted. */
  'auth.restart': method({ input: nothing, output: nothing, errors: ['wrong_step'] }),
  'auth.logOut': method({
    input: nothing,
    output: nothing,
    errors: ['wrong_step', 'offline'],
    deadlineMs: 60_000,
  }),
  /** Looks at once whether what keeps Telegram's library from starting is over. */
  'auth.retryStart': method({ input: nothing, output: nothing, errors: ['wrong_step'] }),
  /** Gives up a session whose key or secrets are lost, so that the user can sign in again. */
  'auth.startOver': method({ input: nothing, output: nothing, errors: ['wrong_step', 'store_failed'] }),
  /** Removes what is kept for the account whose session was ended elsewhere. */
  'auth.removeKept': method({ input: nothing, output: nothing, errors: ['wrong_step', 'store_failed'] }),

  /** Leaves the demo for the real account, or the other way round; the core restarts and the window reconnects. */
  'workspace.switch': method({
    input: v.object({ to: v.picklist(['demo', 'account']) }),
    output: nothing,
    errors: ['not_available'],
  }),
  /** Without a proxy the core connects directly. */
  'proxy.set': method({
    input: v.object({ proxy: v.optional(ProxyView) }),
    output: nothing,
    errors: ['proxy_invalid', 'managed_by_demo'],
  }),
  'settings.set': method({ input: v.partial(SettingsView), output: nothing, errors: ['store_failed'] }),
  'notice.dismiss': method({ input: v.object({ id: v.string() }), output: nothing }),

  /** Subscribes this window to the chat's messages, from the first unread one or around the given one. */
  'conversation.open': method({
    input: v.object({ chatId: ChatId, around: v.optional(MessageId) }),
    output: nothing,
    errors: ['chat_not_found', 'not_ready'],
  }),
  'conversation.close': method({ input: chat, output: nothing }),
  'conversation.loadOlder': method({ input: chat, output: nothing, errors: ['not_open'] }),
  'conversation.loadNewer': method({ input: chat, output: nothing, errors: ['not_open'] }),
  /** Shows the end of the history, wherever the window was. */
  'conversation.jumpToEnd': method({ input: chat, output: nothing, errors: ['not_open'] }),
  'conversation.jumpTo': method({
    input: message,
    output: nothing,
    errors: ['not_open', 'message_not_found'],
  }),
  /** Keeps the text of the composer. It is on disk when the call is answered; an empty text clears it. */
  'conversation.setDraft': method({
    input: v.object({ chatId: ChatId, text: v.string(), replyToMessageId: v.optional(MessageId) }),
    output: nothing,
    errors: ['chat_not_found', 'store_failed'],
  }),
  'conversation.setTyping': method({ input: chat, output: nothing }),

  /**
   * Sends text once, however often the call is repeated with the same `sendId`.
   * The message appears in the stream as pending, then sent or failed.
   */
  'messages.send': method({
    input: v.object({
      sendId: v.pipe(v.string(), v.uuid()),
      chatId: ChatId,
      text: FormattedText,
      replyToMessageId: v.optional(MessageId),
      quote: v.optional(v.object({ text: v.string(), position: v.number() })),
    }),
    output: v.object({ messageId: MessageId }),
    errors: [
      'text_empty',
      'text_too_long',
      /** The text begins like an internal note: such a text never goes to a customer. */
      'is_note',
      'write_forbidden',
      'chat_not_found',
      'not_ready',
      'store_failed',
      'rejected',
    ],
  }),
  'messages.retry': method({
    input: message,
    output: nothing,
    errors: ['message_not_found', 'cannot_retry', 'is_note', 'flood_wait', 'rejected'],
  }),
  /** Removes a failed message, or stops one that is still pending. */
  'messages.discard': method({ input: message, output: nothing, errors: ['message_not_found', 'rejected'] }),
  'messages.edit': method({
    input: v.object({ chatId: ChatId, messageId: MessageId, text: FormattedText }),
    output: nothing,
    errors: [
      'message_not_found',
      'edit_expired',
      'text_empty',
      'text_too_long',
      'is_note',
      'not_modified',
      'offline',
      'rejected',
    ],
    deadlineMs: 60_000,
  }),
  'messages.delete': method({
    input: v.object({
      chatId: ChatId,
      messageIds: v.pipe(v.array(MessageId), v.maxLength(100)),
      forAll: v.boolean(),
    }),
    output: nothing,
    errors: ['message_not_found', 'offline', 'rejected'],
    deadlineMs: 60_000,
  }),
  /** Which actions are possible on a message, asked when its menu opens. */
  'messages.getAbilities': method({
    input: message,
    output: v.object({
      canEdit: v.boolean(),
      canDeleteForSelf: v.boolean(),
      canDeleteForAll: v.boolean(),
      canReply: v.boolean(),
      link: v.optional(v.string()),
    }),
    errors: ['message_not_found'],
  }),
  /** The user has these messages on screen: Telegram marks them read. */
  'messages.view': method({
    input: v.object({ chatId: ChatId, messageIds: v.pipe(v.array(MessageId), v.maxLength(200)) }),
    output: nothing,
    errors: ['chat_not_found', 'not_ready'],
  }),
})
export type CoreContract = typeof coreContract
