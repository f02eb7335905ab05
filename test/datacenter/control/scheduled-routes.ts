import { deliverAll } from '../world/scheduled.ts'
import { describeMessage, describeScheduled } from './describe.ts'
import { findChat, findPerson } from './names.ts'
import type { ControlParts, Route } from './route.ts'

/** Messages that wait for their time. */
export function createScheduledRoutes({ world }: ControlParts): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/scheduled',
      run: () => ({
        messages: [...world.accounts.values()].flatMap(({ scheduled }) => scheduled.map(describeScheduled)),
      }),
    },
    {
      method: 'POST',
      path: '/scheduled/deliver',
      run: ({ body }) => {
        const sent = deliverAll(world, {
          userId: body.has('user') ? findPerson(world, body.raw('user')).id : undefined,
          chat: body.has('chat') ? findChat(world, body.raw('chat')) : undefined,
          isDueOnly: body.flag('isDueOnly', false),
        })
        return { messages: sent.map((message) => describeMessage(world, message)) }
      },
    },
  ]
}
