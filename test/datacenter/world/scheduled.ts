import { RpcError } from '../rpc.ts'
import type { TlObject } from '../rpc.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { describeMessage, describePeer } from './describe-message.ts'
import { listChats, listPeople } from './describe-batch.ts'
import { detectEntities } from './entities.ts'
import type { Chat, Message, ScheduledMessage } from './model.ts'
import { checkMayWrite, checkText, sendMessage } from './send-message.ts'
import type { Outgoing } from './send-message.ts'
import type { World } from './world.ts'

const longestDelaySeconds = 366 * 86_400
const maxScheduled = 100

/** Keeps a message for its time; only its author's sessions hear of it. */
export function scheduleMessage(world: World, input: Outgoing, date: number): ScheduledMessage {
  const { chat, fromId } = input
  checkText(input.text, input.media !== undefined)
  checkMayWrite(world, chat, fromId)
  checkDate(world, date)
  const account = world.account(fromId)
  if (listScheduled(world, fromId, chat).length >= maxScheduled) throw new RpcError(400, 'SCHEDULE_TOO_MUCH')
  const message: Message = {
    chat,
    number: 0,
    fromId,
    senderChatId: input.senderChatId,
    date,
    text: input.text,
    entities: detectEntities(input.text, input.entities),
    reply: input.reply,
    forward: input.forward,
    media: input.media,
    service: undefined,
    isSilent: input.isSilent === true,
    mentioned: [],
    randomId: input.randomId,
    isFromScheduled: false,
    viaBotId: undefined,
    reactions: undefined,
    isPinned: false,
    editDate: undefined,
  }
  const scheduled = { id: account.nextScheduledId, message }
  account.nextScheduledId += 1
  account.scheduled = [...account.scheduled, scheduled]
  announce(world, scheduled)
  return scheduled
}

function checkDate(world: World, date: number): void {
  if (date <= world.now()) throw new RpcError(400, 'SCHEDULE_DATE_INVALID')
  if (date > world.now() + longestDelaySeconds) throw new RpcError(400, 'SCHEDULE_DATE_TOO_LATE')
}

/** The account's scheduled messages of a chat, latest first. */
export function listScheduled(world: World, userId: number, chat: Chat): readonly ScheduledMessage[] {
  return world
    .account(userId)
    .scheduled.filter(({ message }) => message.chat === chat)
    .sort((a, b) => b.message.date - a.message.date || b.id - a.id)
}

export interface ScheduledChange {
  readonly date?: number | undefined
  readonly text?: string | undefined
  readonly entities?: readonly TlObject[]
}

export function changeScheduled(
  world: World,
  userId: number,
  id: number,
  change: ScheduledChange,
): ScheduledMessage {
  const account = world.account(userId)
  const known = account.scheduled.find((one) => one.id === id)
  if (known === undefined) throw new RpcError(400, 'MESSAGE_ID_INVALID')
  if (change.date !== undefined) checkDate(world, change.date)
  const { text } = change
  if (text !== undefined) checkText(text, known.message.media !== undefined)
  const message: Message = {
    ...known.message,
    date: change.date ?? known.message.date,
    ...(text !== undefined && { text, entities: detectEntities(text, change.entities ?? []) }),
  }
  const changed = { id, message }
  account.scheduled = account.scheduled.map((one) => (one.id === id ? changed : one))
  announce(world, changed)
  return changed
}

export function deleteScheduled(world: World, userId: number, chat: Chat, ids: readonly number[]): void {
  const gone = takeOut(world, userId, chat, ids)
  announceGone(
    world,
    userId,
    chat,
    gone.map(({ id }) => id),
    [],
  )
}

/** Sends these now, in the order of their times; what may not be written any more is dropped. */
export function deliverScheduled(
  world: World,
  userId: number,
  chat: Chat,
  ids: readonly number[],
): readonly Message[] {
  const taken = takeOut(world, userId, chat, ids).sort(
    (a, b) => a.message.date - b.message.date || a.id - b.id,
  )
  const sent: Message[] = []
  const sentIds: number[] = []
  for (const { message } of taken) {
    try {
      const one = sendMessage(world, {
        chat,
        fromId: userId,
        text: message.text,
        entities: message.entities,
        reply: message.reply,
        forward: message.forward,
        media: message.media,
        isSilent: message.isSilent,
        senderChatId: message.senderChatId,
        isFromScheduled: true,
      })
      sent.push(one)
      sentIds.push(world.messageId(one, userId) ?? 0)
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
    }
  }
  announceGone(
    world,
    userId,
    chat,
    taken.map(({ id }) => id),
    sentIds,
  )
  return sent
}

export interface DeliveryScope {
  readonly userId?: number | undefined
  readonly chat?: Chat | undefined
  /** Only what is due by now. */
  readonly isDueOnly: boolean
}

/** Sends what waits anywhere in this scope. */
export function deliverAll(world: World, { userId, chat, isDueOnly }: DeliveryScope): readonly Message[] {
  const sent: Message[] = []
  for (const account of world.accounts.values()) {
    if (userId !== undefined && account.person.id !== userId) continue
    const wanted = account.scheduled.filter(
      ({ message }) =>
        (chat === undefined || message.chat === chat) && (!isDueOnly || message.date <= world.now()),
    )
    for (const [ofChat, list] of Map.groupBy(wanted, ({ message }) => message.chat)) {
      const ids = list.map(({ id }) => id)
      sent.push(...deliverScheduled(world, account.person.id, ofChat, ids))
    }
  }
  return sent
}

/** Delivers at their times until it is cancelled. */
export function startDelivery(world: World, clock: Clock): Cancel {
  let cancelTimer: Cancel = () => undefined
  const arm = (): void => {
    cancelTimer()
    const dates = [...world.accounts.values()].flatMap(({ scheduled }) =>
      scheduled.map(({ message }) => message.date),
    )
    if (dates.length === 0) return
    cancelTimer = clock.schedule(Math.min(...dates) * 1000, () => {
      deliverAll(world, { isDueOnly: true })
      arm()
    })
  }
  world.scheduleListeners.add(arm)
  return () => {
    world.scheduleListeners.delete(arm)
    cancelTimer()
  }
}

export function describeScheduled(world: World, userId: number, { id, message }: ScheduledMessage): TlObject {
  return describeMessage(world, userId, message, id)
}

function takeOut(world: World, userId: number, chat: Chat, ids: readonly number[]): ScheduledMessage[] {
  const account = world.account(userId)
  const taken = account.scheduled.filter(({ id, message }) => message.chat === chat && ids.includes(id))
  account.scheduled = account.scheduled.filter((one) => !taken.includes(one))
  return taken
}

function announce(world: World, scheduled: ScheduledMessage): void {
  const { chat, fromId } = scheduled.message
  const describe = (): TlObject => ({
    _: 'updateNewScheduledMessage',
    message: describeScheduled(world, fromId, scheduled),
  })
  rememberChange(world, fromId, [scheduled.id], chat, describe)
  world.publisher.publish(
    fromId,
    describe,
    listPeople(world, scheduled.message),
    chat,
    ...listChats(world, scheduled.message),
  )
  for (const listener of world.scheduleListeners) listener()
}

function announceGone(
  world: World,
  userId: number,
  chat: Chat,
  ids: readonly number[],
  sentIds: readonly number[],
): void {
  if (ids.length === 0) return
  const describe = (): TlObject => ({
    _: 'updateDeleteScheduledMessages',
    peer: describePeer(chat, userId),
    messages: ids,
    sent_messages: sentIds.length === ids.length ? sentIds : undefined,
  })
  rememberChange(world, userId, ids, chat, describe)
  world.publisher.publish(userId, describe, [], chat)
  for (const listener of world.scheduleListeners) listener()
}

/** For sessions that are away. */
function rememberChange(
  world: World,
  userId: number,
  ids: readonly number[],
  chat: Chat,
  update: () => TlObject,
): void {
  const { changes } = world.account(userId)
  for (const id of ids) changes.set(`scheduled:${id}`, { at: world.now(), update, chat })
}
