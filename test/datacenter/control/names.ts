import type { Chat, Person } from '../world/model.ts'
import type { World } from '../world/world.ts'
import { ControlError } from './control-error.ts'
import type { RequestBody } from './request-body.ts'

const channelBase = 1_000_000_000_000

/** A chat by its own id, or by TDLib's (negative for groups and channels). */
export function findChat(world: World, value: unknown): Chat {
  const number = typeof value === 'string' ? Number(value) : value
  if (typeof number !== 'number' || !Number.isInteger(number)) {
    throw new ControlError(
      400,
      'bad_request',
      'name a chat by its id: a number from GET /state, or the id TDLib shows',
    )
  }
  const id = number >= 0 ? number : number <= -channelBase ? -number - channelBase : -number
  const chat = world.chats.get(id)
  if (chat === undefined)
    throw new ControlError(404, 'no_such_chat', `there is no chat ${number}; GET /state lists them`)
  return chat
}

/** A person by id, by phone number (digits in a string) or by @username; in a query the id is a string, too. */
export function findPerson(world: World, value: unknown): Person {
  const person = lookUpPerson(world, value)
  if (person === undefined) {
    const shown = JSON.stringify(value ?? null)
    throw new ControlError(
      404,
      'no_such_user',
      `there is no person ${shown}; give an id, a phone number or an @username from GET /state`,
    )
  }
  return person
}

function lookUpPerson(world: World, value: unknown): Person | undefined {
  if (typeof value === 'number') return world.people.get(value)
  if (typeof value !== 'string') return undefined
  if (value.startsWith('@')) return world.findPersonByUsername(value.slice(1))
  const account = world.findByPhone(value)
  return world.people.get(account?.userId ?? Number(value))
}

/** The chat of a request: `chat`, or `to` for the private chat with that person. */
export function findTarget(world: World, body: RequestBody, from: Person): Chat {
  if (body.has('chat')) return findChat(world, body.raw('chat'))
  if (body.has('to')) return world.openPrivateChat(from.id, findPerson(world, body.raw('to')).id)
  throw new ControlError(
    400,
    'bad_request',
    'say where: "chat" with a chat id, or "to" with a person for a private chat',
  )
}

/** Where to, in one field: a chat's id, or a person for the private chat with them. */
export function findDestination(world: World, value: unknown, from: Person): Chat {
  const person = lookUpPerson(world, value)
  return person === undefined ? findChat(world, value) : world.openPrivateChat(from.id, person.id)
}

/** The id TDLib shows for a chat; for a private chat it depends on who looks and is left out. */
export function describeTdlibId(chat: Chat): number | undefined {
  if (chat.kind === 'private') return undefined
  return chat.kind === 'basicGroup' ? -chat.id : -channelBase - chat.id
}
