import {
  addMembers,
  createChat,
  deleteChat,
  linkChats,
  migrateChat,
  setHistoryHidden,
  setRole,
  setTitle,
  transferChat,
} from '../world/members.ts'
import type { Member } from '../world/model.ts'
import { ControlError } from './control-error.ts'
import { describeTdlibId, findChat, findPerson } from './names.ts'
import type { ControlParts, Route } from './route.ts'

const roles: readonly Member['role'][] = ['creator', 'administrator', 'member', 'restricted']

/** Groups and channels: made, changed, ended. */
export function createChatRoutes({ world }: ControlParts): readonly Route[] {
  return [
    {
      method: 'POST',
      path: '/chats',
      run: ({ body }) => {
        const owner = findPerson(world, body.raw('owner'))
        const about = body.optionalText('about') ?? ''
        const ids = body.list('members').map((one) => findPerson(world, one).id)
        const chat = createChat(world, 'supergroup', body.text('title'), owner.id, [], about)
        addMembers(world, chat, ids, owner.id)
        return { id: chat.id, tdlibId: describeTdlibId(chat) }
      },
    },
    {
      method: 'DELETE',
      path: '/chats/:chat',
      run: ({ params }) => {
        deleteChat(world, findChat(world, params['chat']))
        return { deleted: true }
      },
    },
    {
      method: 'POST',
      path: '/history-hidden',
      run: ({ body }) => {
        const chat = findChat(world, body.raw('chat'))
        setHistoryHidden(world, chat, body.flag('isHidden', true))
        return { isHidden: chat.isHistoryHidden }
      },
    },
    {
      method: 'POST',
      path: '/title',
      run: ({ body }) => {
        const chat = findChat(world, body.raw('chat'))
        setTitle(world, chat, body.text('title'), findPerson(world, body.raw('user')).id)
        return { title: chat.title }
      },
    },
    {
      method: 'POST',
      path: '/role',
      run: ({ body }) => {
        const role = roles.find((name) => name === body.text('role'))
        if (role === undefined)
          throw new ControlError(400, 'bad_request', `"role" has to be one of ${roles.join(', ')}`)
        const userId = findPerson(world, body.raw('user')).id
        const isAnonymous = body.flag('isAnonymous', false)
        const chat = findChat(world, body.raw('chat'))
        if (role === 'creator') transferChat(world, chat, userId)
        setRole(world, chat, userId, { role, isAnonymous })
        return { role, isAnonymous }
      },
    },
    {
      method: 'POST',
      path: '/link',
      run: ({ body }) => {
        linkChats(findChat(world, body.raw('channel')), findChat(world, body.raw('group')))
        return { linked: true }
      },
    },
    {
      method: 'POST',
      path: '/migrate',
      run: ({ body }) => {
        const target = migrateChat(
          world,
          findChat(world, body.raw('chat')),
          findPerson(world, body.raw('user')).id,
        )
        return { chat: target.id }
      },
    },
  ]
}
