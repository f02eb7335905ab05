import { assertNever } from '../../lib/assert-never.ts'
import { isNumberedForAll } from '../telegram-ids/chat-id.ts'
import type { NewTeamEvent, TeamEvent } from './events.ts'
import type { TeamLogItem } from './log-item.ts'
import type { TeamDraft } from './team-draft.ts'
import type { Alarm, Deed, NoReplyMark, TeamChange } from './team-state.ts'

type Of<Type extends NewTeamEvent['type']> = Extract<TeamEvent, { readonly type: Type }>
type Stamp = Pick<TeamLogItem, 'authorId' | 'dateS' | 'isPending' | 'messageId'>

/** Applies an event that is allowed. */
export function applyEvent(draft: TeamDraft, event: TeamEvent, stamp: Stamp): readonly TeamChange[] {
  switch (event.type) {
    case 'genesis':
      return applyGenesis(draft, event, stamp)
    case 'role':
      return applyRole(draft, event)
    case 'duty':
      draft.setDuty(stamp.authorId, {
        isOn: event.on,
        atS: stamp.dateS,
        ...(event.back_at === undefined || event.on ? {} : { backAtS: event.back_at }),
      })
      return [{ kind: 'duty', userId: stamp.authorId }]
    case 'alarm_raised':
      return raiseAlarm(draft, event, stamp)
    case 'alarm_taken':
      return changeAlarm(draft, event.alarm, { taken: makeDeed(stamp) })
    case 'alarm_done':
      return changeAlarm(draft, event.alarm, { done: makeDeed(stamp) })
    case 'visibility_granted':
      draft.setGrant(event.chat, event.user, {
        byUserId: stamp.authorId,
        atS: stamp.dateS,
        ...(event.task === undefined ? {} : { task: event.task }),
        ...(event.until === undefined ? {} : { untilS: event.until }),
      })
      return [{ kind: 'chat', chatId: event.chat }]
    case 'visibility_revoked':
      if (draft.current.chats.get(event.chat)?.grants.has(event.user) !== true) return []
      draft.setGrant(event.chat, event.user, undefined)
      return [{ kind: 'chat', chatId: event.chat }]
    case 'settings':
      return applySettings(draft, event, stamp)
    case 'no_reply':
      return applyNoReply(draft, event, stamp)
    case 'no_reply_taken_back':
      return takeBackNoReply(draft, event, stamp)
    case 'chat_class':
      draft.changeChat(event.chat, { handClass: event.class })
      return [{ kind: 'chat', chatId: event.chat }]
    case 'clock_override':
      draft.changeChat(event.chat, { clockOverride: event.override })
      return [{ kind: 'chat', chatId: event.chat }]
    case 'chat_project':
      draft.changeChat(event.chat, { project: event.project })
      return [{ kind: 'chat', chatId: event.chat }]
    case 'note':
      return addNote(draft, event, stamp)
    case 'note_removed':
      draft.deleteNote(event.chat, event.note)
      return [{ kind: 'notes', chatId: event.chat }]
    case 'snapshot':
      return []
    default:
      return assertNever(event)
  }
}

/** A later genesis names the managers anew: a former manager who is not named goes on with the role duty. */
function applyGenesis(draft: TeamDraft, event: Of<'genesis'>, stamp: Stamp): readonly TeamChange[] {
  for (const [userId, role] of draft.current.roles) if (role === 'manager') draft.setRole(userId, 'duty')
  for (const userId of event.managers) draft.setRole(userId, 'manager')
  draft.setRoot(stamp.messageId)
  return [{ kind: 'everything' }]
}

function applyRole(draft: TeamDraft, { role, user }: Of<'role'>): readonly TeamChange[] {
  const { duty, roles } = draft.current
  const next = role === 'none' ? undefined : role
  if (roles.get(user) === next) return []
  draft.setRole(user, next)
  if (next !== undefined || !duty.has(user)) return [{ kind: 'roles' }]
  draft.setDuty(user, undefined)
  return [{ kind: 'roles' }, { kind: 'duty', userId: user }]
}

function applySettings(draft: TeamDraft, event: Of<'settings'>, stamp: Stamp): readonly TeamChange[] {
  const { settings } = draft.current
  draft.setSettings({
    ...settings,
    dutySeesAll: event.duty_sees_all ?? settings.dutySeesAll,
    ...(event.rules === undefined
      ? {}
      : { rules: event.rules, rulesBy: { userId: stamp.authorId, atS: stamp.dateS } }),
  })
  return [{ kind: 'settings' }]
}

function raiseAlarm(draft: TeamDraft, event: Of<'alarm_raised'>, stamp: Stamp): readonly TeamChange[] {
  const past = draft.current.alarms.get(event.id)
  // Not every console knows past alarms, so they must not block the new one; and the new one must not
  // overwrite them.
  if (past !== undefined) draft.renameAlarm(past, `${past.id}.${past.raised.atS}`)
  draft.setAlarm({
    id: event.id,
    chatId: event.chat,
    title: event.title,
    ...(event.note === undefined ? {} : { note: event.note }),
    raised: makeDeed(stamp),
  })
  return [{ kind: 'alarm', alarmId: event.id }]
}

function changeAlarm(
  draft: TeamDraft,
  id: string,
  change: Partial<Pick<Alarm, 'taken' | 'done'>>,
): readonly TeamChange[] {
  const alarm = draft.current.alarms.get(id)
  if (alarm === undefined) return []
  draft.setAlarm({ ...alarm, ...change })
  return [{ kind: 'alarm', alarmId: id }]
}

function applyNoReply(draft: TeamDraft, event: Of<'no_reply'>, stamp: Stamp): readonly TeamChange[] {
  const before = draft.current.chats.get(event.chat)?.noReply
  const mark = {
    upToMessageId: event.up_to,
    // Nobody can answer ahead; an event that waits to be sent is dated by this machine's clock.
    upToS: stamp.isPending === true ? event.up_to_s : Math.min(event.up_to_s, stamp.dateS),
  }
  if (before !== undefined && !isLater(event.chat, mark, before)) return []
  draft.changeChat(event.chat, {
    noReply: {
      ...mark,
      atS: stamp.dateS,
      byUserId: stamp.authorId,
      ...(before === undefined
        ? {}
        : { before: { upToMessageId: before.upToMessageId, upToS: before.upToS } }),
    },
  })
  return [{ kind: 'chat', chatId: event.chat }]
}

function takeBackNoReply(
  draft: TeamDraft,
  { chat }: Of<'no_reply_taken_back'>,
  stamp: Stamp,
): readonly TeamChange[] {
  const mark = draft.current.chats.get(chat)?.noReply
  if (mark === undefined || mark.upToMessageId === mark.before?.upToMessageId) return []
  const { before } = mark
  draft.changeChat(chat, {
    noReply:
      before === undefined ? undefined : { ...before, atS: stamp.dateS, byUserId: stamp.authorId, before },
  })
  return [{ kind: 'chat', chatId: chat }]
}

type UpTo = Pick<NoReplyMark, 'upToMessageId' | 'upToS'>

/**
 * Compares by the moment in every chat: otherwise a mark on an id that does not exist yet would block later marks.
 */
function isLater(chatId: number, mark: UpTo, before: UpTo): boolean {
  if (mark.upToS > before.upToS) return true
  return isNumberedForAll(chatId) && mark.upToMessageId > before.upToMessageId
}

function addNote(draft: TeamDraft, event: Of<'note'>, stamp: Stamp): readonly TeamChange[] {
  if (draft.current.notes.get(event.chat)?.has(event.id) === true) return []
  draft.setNote({
    id: event.id,
    chatId: event.chat,
    ...(event.message === undefined ? {} : { messageId: event.message }),
    text: event.text,
    mentionIds: event.mentions,
    written: makeDeed(stamp),
  })
  return [{ kind: 'notes', chatId: event.chat }]
}

export function makeDeed({ authorId, dateS, isPending }: Stamp): Deed {
  return { byUserId: authorId, atS: dateS, ...(isPending === true ? { isPending } : {}) }
}
