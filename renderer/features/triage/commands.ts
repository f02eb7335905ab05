import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChatClass } from '#shared/contract/entities/triage.ts'
import type { Result } from '#shared/lib/result.ts'
import { core, entities } from '../../entities/core.ts'
import { isChatUnread } from '#shared/domain/unread/is-unread.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { reportFailure } from '../../ui/report-failure.ts'
import { showToast } from '../../ui/toast.tsx'

/**
 * What can be done with a chat, once for menus, keys and the header. Each says a refusal in a toast and answers
 * whether it was done; what changes on screen comes with the core's patches.
 */
export function setPinned(chatId: ChatId, isPinned: boolean): Promise<boolean> {
  return report(core.calls['chat.setPinned']({ chatId, isPinned }))
}

export function togglePin(chatId: ChatId): Promise<boolean> {
  return setPinned(chatId, findChat(chatId)?.isPinned !== true)
}

/** Behind `after`, another pinned chat; without it to the top. */
export function movePin(chatId: ChatId, after: ChatId | undefined): Promise<boolean> {
  return report(core.calls['chat.movePin'](after === undefined ? { chatId } : { chatId, after }))
}

/** Stars the chat with this note, or with none. */
export function setStar(chatId: ChatId, note = ''): Promise<boolean> {
  return report(askForStar(chatId, note))
}

/** The same for a dialog, which waits for the answer and stays after a refusal. */
export function askForStar(chatId: ChatId, note: string): Promise<Result<unknown>> {
  const kept = note.trim()
  return core.calls['chat.setStar']({ chatId, isStarred: true, ...(kept === '' ? {} : { note: kept }) })
}

/** The toast can restore a note that was removed with its star. */
export async function removeStar(chatId: ChatId): Promise<boolean> {
  const note = findChat(chatId)?.star?.note
  const isDone = await report(core.calls['chat.setStar']({ chatId, isStarred: false }))
  if (isDone && note !== undefined) {
    showToast({
      text: language.t('starNoteGone', { ns: 'triage', note }),
      action: {
        label: language.t('undo', { ns: 'triage' }),
        onSelect: () => {
          void setStar(chatId, note)
        },
      },
    })
  }
  return isDone
}

export function toggleStar(chatId: ChatId): Promise<boolean> {
  return findChat(chatId)?.star === undefined ? setStar(chatId) : removeStar(chatId)
}

/** `auto`: the rules decide again. */
export function setClass(chatId: ChatId, to: ChatClass | 'auto'): Promise<boolean> {
  return report(core.calls['chat.setClass']({ chatId, class: to }))
}

/** Seconds; 0 wakes it, absent is for ever. */
export function setMuted(chatId: ChatId, forS?: number): Promise<boolean> {
  return report(core.calls['chat.setMuted'](forS === undefined ? { chatId } : { chatId, forS }))
}

export function toggleMuted(chatId: ChatId): Promise<boolean> {
  return findChat(chatId)?.isMuted === true ? setMuted(chatId, 0) : setMuted(chatId)
}

export function markRead(chatId: ChatId): Promise<boolean> {
  return report(core.calls['chat.markRead']({ chatId }))
}

export function markUnread(chatId: ChatId): Promise<boolean> {
  return report(core.calls['chat.markUnread']({ chatId }))
}

export function toggleRead(chatId: ChatId): Promise<boolean> {
  return isChatUnread(findChat(chatId)) ? markRead(chatId) : markUnread(chatId)
}

/** The customer needs no answer; the toast takes it back. */
export async function sayNoReplyNeeded(chatId: ChatId): Promise<boolean> {
  const chat = findChat(chatId)
  // An answer that is being sent stops the clock by itself; a second Ctrl+Enter must not mark the chat.
  if (chat?.lastMessage?.isOutgoing === true && chat.lastMessage.state === 'pending') return false
  // A right-to-left title must not change the direction of the sentence.
  const title = `\u2068${chat?.title ?? ''}\u2069`
  const isDone = await report(core.calls['chat.noReplyNeeded']({ chatId }))
  if (!isDone) return false
  showToast({
    text: language.t('noReplySaid', { ns: 'triage', title }),
    action: {
      label: language.t('undo', { ns: 'triage' }),
      onSelect: () => {
        void takeBackNoReply(chatId)
      },
    },
  })
  return true
}

export function takeBackNoReply(chatId: ChatId): Promise<boolean> {
  return report(core.calls['chat.takeBackNoReply']({ chatId }))
}

export function undoMarkAllRead(): Promise<boolean> {
  return report(core.calls['chats.undoMarkAllRead'](undefined))
}

export function stopMarking(): Promise<boolean> {
  return report(core.calls['chats.stopMarking'](undefined))
}

export function dismissDigest(): Promise<boolean> {
  return report(core.calls['digest.dismiss'](undefined))
}

function report(call: Promise<Result<unknown>>): Promise<boolean> {
  return reportFailure(call, 'chat')
}

function findChat(chatId: ChatId): ChatView | undefined {
  return entities.chats.getState().byId.get(chatId)
}
