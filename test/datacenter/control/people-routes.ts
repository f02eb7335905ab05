import { addMembers, removeMember } from '../world/members.ts'
import { ControlError } from './control-error.ts'
import { describeAccount, describeState } from './describe.ts'
import { describeTdlibId, findChat, findPerson, findTarget } from './names.ts'
import type { ControlParts, Route } from './route.ts'

/** Who is there, and what people do besides writing. */
export function createPeopleRoutes({ world, actions, server }: ControlParts): readonly Route[] {
  const findTeamChat = (): number | undefined => {
    const chat = world.teamChatId === undefined ? undefined : world.chats.get(world.teamChatId)
    return chat && describeTdlibId(chat)
  }
  return [
    {
      method: 'GET',
      path: '/accounts',
      run: () => ({
        teamChatId: findTeamChat(),
        accounts: [...world.accounts.values()].map((account) => ({
          ...describeAccount(account),
          sessions: server.hub.sessionsOf(account.person.id).length,
        })),
      }),
    },
    {
      method: 'GET',
      path: '/codes',
      run: ({ query }) => {
        const phone = query.get('phone') ?? ''
        const account = world.findByPhone(phone)
        if (account !== undefined)
          return { phone: account.phone, code: account.code, password: account.password }
        throw new ControlError(
          404,
          'no_such_user',
          `nobody has the phone number "${phone}"; GET /accounts lists them`,
        )
      },
    },
    {
      method: 'POST',
      path: '/team',
      run: ({ body }) => {
        world.teamChatId = body.has('chat') ? findChat(world, body.raw('chat')).id : undefined
        return { teamChatId: findTeamChat() }
      },
    },
    { method: 'GET', path: '/state', run: () => describeState(world) },
    {
      method: 'POST',
      path: '/join',
      run: ({ body }) => {
        const person = findPerson(world, body.raw('user'))
        const inviter = body.has('inviter') ? findPerson(world, body.raw('inviter')) : person
        addMembers(world, findChat(world, body.raw('chat')), [person.id], inviter.id)
        return { joined: true }
      },
    },
    {
      method: 'POST',
      path: '/leave',
      run: ({ body }) => {
        const person = findPerson(world, body.raw('user'))
        const actor = body.has('removedBy') ? findPerson(world, body.raw('removedBy')) : person
        removeMember(world, findChat(world, body.raw('chat')), person.id, actor.id)
        return { left: true }
      },
    },
    {
      method: 'POST',
      path: '/typing',
      run: ({ body }) => {
        const person = findPerson(world, body.raw('user'))
        actions.setTyping(findTarget(world, body, person).id, person.id, body.flag('isTyping', true))
        return { shown: true }
      },
    },
    {
      method: 'POST',
      path: '/online',
      run: ({ body }) => {
        actions.setOnline(findPerson(world, body.raw('user')).id, body.flag('isOnline', true))
        return { shown: true }
      },
    },
    {
      method: 'POST',
      path: '/read',
      run: ({ body }) => {
        const person = findPerson(world, body.raw('user'))
        actions.readChat(findTarget(world, body, person).id, person.id, body.optionalNumber('upTo'))
        return { read: true }
      },
    },
    {
      method: 'POST',
      path: '/privacy',
      run: ({ body }) => {
        const person = findPerson(world, body.raw('user'))
        person.canBeAdded = body.flag('canBeAdded', true)
        return { canBeAdded: person.canBeAdded }
      },
    },
  ]
}
