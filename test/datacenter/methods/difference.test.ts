import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TlObject } from '../rpc.ts'
import { createActions } from '../world/actions.ts'
import { pinMessage } from '../world/change-message.ts'
import { countUnread } from '../world/reading.ts'
import {
  anna,
  boris,
  clara,
  createSmallSeed,
  familyChat,
  privateChat,
  smallSeedDate,
  supportChat,
} from '../world/small-seed.ts'
import { TestCaller } from './test-caller.ts'
import type { RecordingSession } from './test-caller.ts'

const channelName = `channel ${supportChat}`

/** What a client knows: texts by id of its box and of the one channel, and how far it has come in each. */
class Replica {
  readonly messages = new Map<string, string>()
  boxPts = 0
  channelPts = 0

  put(message: TlObject): void {
    const text = message['message']
    this.messages.set(this.#nameOf(message), typeof text === 'string' ? text : message._)
  }

  #nameOf(message: TlObject): string {
    const peer = message['peer_id'] as TlObject
    return peer._ === 'peerChannel'
      ? `${channelName}/${Number(message['id'])}`
      : `box/${Number(message['id'])}`
  }

  /** Applies one update; complains when a pushed one does not continue where this client stands. */
  apply(update: TlObject, isPushed: boolean): void {
    this.#moveOn(update, isPushed)
    switch (update._) {
      case 'updateNewMessage':
      case 'updateNewChannelMessage':
      case 'updateEditMessage':
      case 'updateEditChannelMessage':
        this.put(update['message'] as TlObject)
        return
      case 'updateDeleteMessages':
      case 'updateDeleteChannelMessages': {
        const place = update._ === 'updateDeleteMessages' ? 'box' : channelName
        for (const id of update['messages'] as readonly number[]) this.messages.delete(`${place}/${id}`)
        return
      }
      default:
    }
  }

  #moveOn(update: TlObject, isPushed: boolean): void {
    if (!isPushed || update['pts_count'] === undefined) return
    const isChannel = update._.includes('Channel')
    const known = isChannel ? this.channelPts : this.boxPts
    expect(Number(update['pts']) - Number(update['pts_count'])).toBe(known)
    if (isChannel) this.channelPts = Number(update['pts'])
    else this.boxPts = Number(update['pts'])
  }
}

interface Step {
  readonly kind: 'send' | 'edit' | 'delete' | 'read' | 'pin' | 'goOffline' | 'comeBack'
  readonly chatId: number
  readonly who: number
  readonly pick: number
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Step['kind']>(
      'send',
      'send',
      'send',
      'edit',
      'delete',
      'read',
      'pin',
      'goOffline',
      'comeBack',
    ),
    chatId: fc.constantFrom(supportChat, familyChat, privateChat),
    who: fc.constantFrom(anna, boris, clara),
    pick: fc.nat(1000),
  }),
  { maxLength: 60 },
)

function act(caller: TestCaller, step: Step, index: number): void {
  const { world } = caller
  const actions = createActions(world)
  const chat = world.chat(step.chatId)
  const who = chat.members.has(step.who) ? step.who : boris
  const existing = chat.messages.filter((message) => message !== undefined && message.service === undefined)
  const message = existing[step.pick % Math.max(1, existing.length)]
  if (step.kind === 'send') actions.sendMessage({ chatId: chat.id, fromId: who, text: `text ${index}` })
  if (step.kind === 'read') actions.readChat(chat.id, who, step.pick % (chat.messages.length + 1))
  if (message === undefined) return
  if (step.kind === 'edit') actions.editMessage(chat.id, message.number, `edited ${index}`)
  if (step.kind === 'delete') actions.deleteMessages(chat.id, [message.number])
  if (step.kind === 'pin') pinMessage(world, message, who, !message.isPinned, true)
}

/** Loads the whole of what the account has, as a client does at its first start. */
function load(caller: TestCaller, session: RecordingSession, replica: Replica): void {
  const { world } = caller
  replica.messages.clear()
  for (const chatId of [supportChat, familyChat, privateChat]) {
    const chat = world.chat(chatId)
    const peer =
      chat.kind === 'basicGroup'
        ? { _: 'inputPeerChat', chat_id: chatId }
        : chat.kind === 'private'
          ? { _: 'inputPeerUser', user_id: boris, access_hash: world.person(boris).accessHash }
          : { _: 'inputPeerChannel', channel_id: chatId, access_hash: chat.accessHash }
    const answer = caller.call(session, 'messages.getHistory', {
      peer,
      offset_id: 0,
      offset_date: 0,
      add_offset: 0,
      limit: 100,
      max_id: 0,
      min_id: 0,
      hash: 0n,
    })
    for (const message of answer['messages'] as readonly TlObject[]) replica.put(message)
  }
  replica.boxPts = Number(caller.call(session, 'updates.getState', {})['pts'])
  replica.channelPts = world.chat(supportChat).log.pts
}

function catchUp(caller: TestCaller, session: RecordingSession, replica: Replica, limit: number): void {
  for (;;) {
    const answer = caller.call(session, 'updates.getDifference', {
      pts: replica.boxPts,
      date: smallSeedDate,
      qts: 0,
    })
    if (answer._ === 'updates.differenceTooLong') return load(caller, session, replica)
    for (const message of (answer['new_messages'] ?? []) as readonly TlObject[]) replica.put(message)
    for (const update of (answer['other_updates'] ?? []) as readonly TlObject[]) replica.apply(update, false)
    const state = (answer['state'] ?? answer['intermediate_state']) as TlObject | undefined
    replica.boxPts = Number(state?.['pts'] ?? replica.boxPts)
    if (answer._ !== 'updates.differenceSlice') break
  }
  const channel = {
    _: 'inputChannel',
    channel_id: supportChat,
    access_hash: caller.world.chat(supportChat).accessHash,
  }
  for (;;) {
    const answer = caller.call(session, 'updates.getChannelDifference', {
      channel,
      filter: { _: 'channelMessagesFilterEmpty' },
      pts: replica.channelPts,
      limit,
    })
    if (answer._ === 'updates.channelDifferenceTooLong') return load(caller, session, replica)
    for (const message of (answer['new_messages'] ?? []) as readonly TlObject[]) replica.put(message)
    for (const update of (answer['other_updates'] ?? []) as readonly TlObject[]) replica.apply(update, false)
    replica.channelPts = Number(answer['pts'])
    if (answer['final'] === true) return
  }
}

function readTruth(caller: TestCaller): Map<string, string> {
  const truth = new Map<string, string>()
  for (const chatId of [supportChat, familyChat, privateChat]) {
    for (const message of caller.world.chat(chatId).messages) {
      if (message === undefined) continue
      const id = caller.world.messageId(message, anna)
      const place = chatId === supportChat ? channelName : 'box'
      truth.set(`${place}/${id}`, message.service === undefined ? message.text : 'messageService')
    }
  }
  return truth
}

test.each([
  ['with a long memory', { channelLogSize: 1000, boxLogSize: 1000 }],
  ['with a memory so short that clients must load anew', { channelLogSize: 3, boxLogSize: 3 }],
])('a client that comes and goes knows the same as one that never left, %s', (_name, sizes) => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 7 }), (list, limit) => {
      const caller = new TestCaller(createSmallSeed(), { now: () => (smallSeedDate + 3600) * 1000 }, sizes)
      const [staying, leaving] = [caller.open(anna), caller.open(anna)]
      const [always, sometimes] = [new Replica(), new Replica()]
      load(caller, staying, always)
      load(caller, leaving, sometimes)
      let isAway = false
      for (const [index, step] of list.entries()) {
        if (step.kind === 'comeBack' && isAway) catchUp(caller, leaving, sometimes, limit)
        if (step.kind === 'goOffline') isAway = true
        if (step.kind === 'comeBack') isAway = false
        act(caller, step, index)
        caller.world.publisher.flush()
        for (const update of staying.takeUpdates()) always.apply(update, true)
        for (const update of leaving.takeUpdates()) if (!isAway) sometimes.apply(update, true)
      }
      if (isAway) catchUp(caller, leaving, sometimes, limit)
      const truth = readTruth(caller)
      expect(always.messages).toEqual(truth)
      expect(sometimes.messages).toEqual(truth)
    }),
    { numRuns: 150 },
  )
})

test('unread counters always say how many unread messages of others there are', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const caller = new TestCaller(createSmallSeed(), { now: () => (smallSeedDate + 3600) * 1000 })
      for (const [index, step] of list.entries()) {
        act(caller, step, index)
        for (const view of caller.world.account(anna).views.values()) {
          const unread = view.chat.messages.filter(
            (message) => message !== undefined && message.number > view.readInbox && message.fromId !== anna,
          )
          expect(countUnread(view)).toBe(unread.length)
          for (const number of view.unreadMentions) expect(number).toBeGreaterThan(view.readInbox)
        }
      }
    }),
    { numRuns: 150 },
  )
})
