import type { Conversations } from '../conversation/conversations.ts'
import type { CoreContext } from '../core-context.ts'
import type { Rows } from '../rows/create-rows.ts'
import { Drafts } from '../sending/drafts.ts'
import { createSending, type Sending } from '../sending/sending.ts'
import type { Team } from '../team/create-team.ts'
import { createNoteGuard, type IsNote } from '../team/notes/note-guard.ts'
import type { Triage } from '../triage/create-triage.ts'

export interface SendingParts {
  readonly drafts: Drafts
  readonly sending: Sending
}

export interface BelowSending {
  readonly context: CoreContext
  readonly rows: Rows
  readonly triage: Triage
  readonly team: Team
  readonly conversations: Conversations
}

/** What is being sent to Telegram, and what is not sent yet. */
export function composeSending(below: BelowSending): SendingParts {
  const { context, conversations, rows, triage } = below
  const isNote = guardNotes(below)
  const { model, upgrades } = rows
  const drafts = new Drafts({
    ...context,
    model,
    upgrades,
    isNote,
    canWrite: (chatId) => conversations.readWriting(chatId) === 'allowed',
    onChange: (chatId) => conversations.onChatChanged(chatId),
  })
  rows.ports.drafts.plug(drafts)
  conversations.drafts.plug(drafts)
  triage.onClassChanged.on((chatId) => drafts.onClassChanged(chatId))
  upgrades.onNote((from, to) => drafts.move(from, to))
  const sending = createSending({
    ...context,
    conversations,
    drafts,
    model,
    upgrades,
    isNote,
    isViewingReading: () => triage.settings().markRead === 'seen',
    onAnswered: (chatId, newestId) => {
      if (triage.settings().markRead === 'manual') void triage.reading.markRead(chatId, newestId)
    },
  })
  return { drafts, sending }
}

function guardNotes({ rows: { model }, team, triage }: BelowSending): IsNote {
  return createNoteGuard((chatId) => {
    const record = model.findRecord(chatId)
    const kind = (record ?? model.findView(chatId))?.kind
    const chatClass = chatId === team.channel.id ? 'team' : triage.classes.find(chatId)?.class
    return kind === undefined || chatClass === undefined ? undefined : { kind, class: chatClass }
  })
}
