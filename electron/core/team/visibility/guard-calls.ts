import type { CoreContract } from '#shared/contract/core-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { MethodErrorCode, MethodName, MethodOutput, ParsedInput } from '#shared/rpc/define-contract.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'

type Name = MethodName<CoreContract>
type Input<N extends Name> = ParsedInput<CoreContract, N>
type Output<N extends Name> = MethodOutput<CoreContract, N>

/** Calls that name a chat. A new one compiles only when the table below says what it answers about a hidden chat. */
type ChatMethod = {
  [N in Name]: Input<N> extends { readonly chatId?: number | undefined } ? N : never
}[Name]
/** Other calls whose answers are lists over chats. */
type ListMethod = 'rules.preview' | 'team.listCandidates' | 'alarm.readHistory' | 'team.readRejected'

type Refusal<N extends Name> =
  | { readonly refuse: MethodErrorCode<CoreContract, N> }
  | { readonly answer: Output<N> }
  /** The call is handled as if it named no chat. */
  | { readonly instead: Input<N> }

const notFound = { refuse: 'chat_not_found' } as const
const noMessage = { refuse: 'message_not_found' } as const
const notOpen = { refuse: 'not_open' } as const
const nothing = { answer: undefined } as const

/** What each call answers about a hidden chat: the same as if there were no such chat. */
const refusals: { readonly [N in ChatMethod]: Refusal<N> } = {
  'team.choose': notFound,
  'team.readReaders': notFound,
  'alarm.raise': notFound,
  'visibility.grant': notFound,
  'visibility.revoke': notFound,
  'chat.setProject': notFound,
  'chat.getProject': notFound,
  'note.add': notFound,
  'note.remove': { refuse: 'note_not_found' },
  'presence.set': { instead: { isWriting: false } },
  'chat.setPinned': notFound,
  'chat.movePin': notFound,
  'chat.setStar': notFound,
  'chat.setClass': notFound,
  'chat.getClockOverride': notFound,
  'chat.setClockOverride': notFound,
  'chat.noReplyNeeded': notFound,
  'chat.takeBackNoReply': notFound,
  'chat.setMuted': notFound,
  'chat.markRead': notFound,
  'chat.markUnread': notFound,
  'rules.readMembers': notFound,
  'clock.readIntervals': { answer: { intervals: [] } },
  'conversation.open': notFound,
  'conversation.close': nothing,
  'conversation.loadOlder': notOpen,
  'conversation.loadNewer': notOpen,
  'conversation.jumpToEnd': notOpen,
  'conversation.jumpTo': notOpen,
  'conversation.setDraft': notFound,
  'conversation.setTyping': nothing,
  'messages.send': notFound,
  'messages.retry': noMessage,
  'messages.discard': noMessage,
  'messages.edit': noMessage,
  'messages.delete': noMessage,
  'messages.getAbilities': noMessage,
  'messages.view': notFound,
}

interface CallGate {
  readonly isVisible: (chatId: number) => boolean
  /** Every chat is shown. */
  readonly showsAll: boolean
}

/** Cuts what is about hidden chats out of the lists in answers. */
const cuts: { readonly [N in ListMethod]: (output: Output<N>, gate: CallGate) => Output<N> } = {
  'rules.preview': ({ chats }, { isVisible }) => ({ chats: chats.filter((one) => isVisible(one.chatId)) }),
  'team.listCandidates': ({ groups }, { isVisible }) => ({
    groups: groups.filter((one) => isVisible(one.chatId)),
  }),
  'alarm.readHistory': ({ alarms }, { isVisible }) => ({
    alarms: alarms.filter((one) => isVisible(one.chatId)),
  }),
  // The lines of events name chats by their titles, and nothing tells which chats those are.
  'team.readRejected': ({ rejected }, { showsAll }) => ({
    rejected: showsAll ? rejected : rejected.map((one) => ({ ...one, line: '' })),
  }),
}

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>

/** Calls about hidden chats are answered as if there were no such chat; the others reach their handlers. */
export function guardCalls(handlers: Handlers<CoreContract>, gate: CallGate): Handlers<CoreContract> {
  const guarded: Record<string, AnyHandler> = {}
  for (const [name, handler] of Object.entries(handlers) as [Name, AnyHandler][]) {
    const refusal: Refusal<Name> | undefined = (refusals as Partial<Record<Name, Refusal<Name>>>)[name]
    const cut = (cuts as Partial<Record<Name, (output: unknown, gate: CallGate) => unknown>>)[name]
    guarded[name] =
      refusal === undefined
        ? cut === undefined
          ? handler
          : async (input) => {
              const answered = await handler(input)
              return answered.ok ? ok(cut(answered.value, gate)) : answered
            }
        : (input) => {
            if (!namesHidden(input, gate)) return handler(input)
            return 'instead' in refusal ? handler(refusal.instead) : refuse(refusal)
          }
  }
  return guarded as Handlers<CoreContract>
}

function namesHidden(input: unknown, { isVisible }: CallGate): boolean {
  const { chatId } = input as { readonly chatId?: number | undefined }
  return chatId !== undefined && !isVisible(chatId)
}

function refuse(refusal: Exclude<Refusal<Name>, { readonly instead: unknown }>): Result<unknown> {
  return 'answer' in refusal ? ok(refusal.answer) : fail(refusal.refuse, 'no such chat')
}
