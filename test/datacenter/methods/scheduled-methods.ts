import type { MethodTable, TlObject, TlValue } from '../rpc.ts'
import { Related } from '../world/describe-batch.ts'
import type { Chat, ScheduledMessage } from '../world/model.ts'
import { deleteScheduled, deliverScheduled, describeScheduled, listScheduled } from '../world/scheduled.ts'
import type { World } from '../world/world.ts'
import { answerWithUpdates, asList, asNumber, asObject, resolveChat } from './peers.ts'

/** Messages that wait on the service for their time; putting them there is a parameter of sending. */
export function createScheduledMethods(world: World): MethodTable {
  return {
    'messages.getScheduledHistory': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      return describeList(world, userId, chat, listScheduled(world, userId, chat))
    },
    'messages.getScheduledMessages': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const ids = readIds(parameters['id'])
      const found = listScheduled(world, userId, chat).filter(({ id }) => ids.includes(id))
      return describeList(world, userId, chat, found)
    },
    'messages.sendScheduledMessages': (context, parameters) => {
      const chat = resolveChat(world, context.userId, asObject(parameters['peer']))
      const ids = readIds(parameters['id'])
      return answerWithUpdates(world, context, () => deliverScheduled(world, context.userId, chat, ids))
        .updates
    },
    'messages.deleteScheduledMessages': (context, parameters) => {
      const chat = resolveChat(world, context.userId, asObject(parameters['peer']))
      const ids = readIds(parameters['id'])
      return answerWithUpdates(world, context, () => deleteScheduled(world, context.userId, chat, ids))
        .updates
    },
  }
}

function readIds(value: TlValue): readonly number[] {
  return asList(value).map((id) => asNumber(id))
}

function describeList(world: World, userId: number, chat: Chat, list: readonly ScheduledMessage[]): TlObject {
  const related = new Related(world)
  related.addChat(chat)
  for (const { message } of list) related.addMessage(message)
  return {
    _: 'messages.messages',
    messages: list.map((one) => describeScheduled(world, userId, one)),
    topics: [],
    ...related.describe(userId),
  }
}
