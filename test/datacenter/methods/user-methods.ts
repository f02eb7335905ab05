import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject } from '../rpc.ts'
import { Related, describeStatus, describeUser } from '../world/describe-batch.ts'
import { describeNotifySettings } from '../world/describe-chat.ts'
import { describePeer } from '../world/describe-message.ts'
import type { Chat, Person } from '../world/model.ts'
import { listScheduled } from '../world/scheduled.ts'
import type { World } from '../world/world.ts'
import { answerWithUpdates, asNumber, asObject, asObjects, asText, resolveUser } from './peers.ts'

/** People, contacts, and finding either. */
export function createUserMethods(world: World): MethodTable {
  return {
    'users.getUsers': ({ userId }, parameters) =>
      asObjects(parameters['id']).map((input) =>
        describeUser(world, userId, resolveUser(world, userId, input)),
      ),
    'users.getFullUser': ({ userId }, parameters) => {
      const person = resolveUser(world, userId, asObject(parameters['id']))
      const chat = world.accounts.get(userId)?.privateChats.get(person.id)
      const view = chat?.views.get(userId)
      const pinned = chat?.messages.findLast((message) => message?.isPinned === true)
      const related = new Related(world)
      related.addPerson(person.id)
      const commonCount = person.id === userId ? 0 : listCommonChats(world, userId, person).length
      return {
        _: 'users.userFull',
        full_user: {
          _: 'userFull',
          id: person.id,
          can_pin_message: true,
          about: person.about,
          settings: { _: 'peerSettings' },
          notify_settings: describeNotifySettings(view),
          bot_info: person.isBot ? { _: 'botInfo', user_id: person.id } : undefined,
          pinned_msg_id: pinned === undefined ? undefined : world.messageId(pinned, userId),
          common_chats_count: commonCount,
          folder_id: view?.folderId === 1 ? 1 : undefined,
          has_scheduled: chat !== undefined && listScheduled(world, userId, chat).length > 0,
        },
        ...related.describe(userId),
      }
    },
    'users.getSavedMusic': () => ({ _: 'users.savedMusic', count: 0, documents: [] }),
    'users.getRequirementsToContact': (_context, parameters) =>
      asObjects(parameters['id']).map(() => ({ _: 'requirementToContactEmpty' })),
    'contacts.getContacts': ({ userId }) => {
      const contacts = listContacts(world, userId)
      return {
        _: 'contacts.contacts',
        contacts: contacts.map((person) => ({
          _: 'contact',
          user_id: person.id,
          mutual: person.contacts.has(userId),
        })),
        saved_count: 0,
        users: contacts.map((person) => describeUser(world, userId, person)),
      }
    },
    'contacts.getContactIDs': ({ userId }) => listContacts(world, userId).map((person) => person.id),
    'contacts.getStatuses': ({ userId }) =>
      listContacts(world, userId).map((person) => ({
        _: 'contactStatus',
        user_id: person.id,
        status: describeStatus(person, world.now()),
      })),
    'contacts.getTopPeers': () => ({ _: 'contacts.topPeersDisabled' }),
    'contacts.getBlocked': () => ({ _: 'contacts.blocked', blocked: [], chats: [], users: [] }),
    'contacts.getBirthdays': () => ({ _: 'contacts.contactBirthdays', contacts: [], users: [] }),
    'contacts.getSponsoredPeers': () => ({ _: 'contacts.sponsoredPeersEmpty' }),
    'contacts.importContacts': ({ userId }, parameters) => {
      const found = asObjects(parameters['contacts']).flatMap((contact) => {
        const account = world.findByPhone(asText(contact['phone']))
        if (account === undefined) return []
        addContact(world, userId, account.userId)
        return [{ userId: account.userId, clientId: contact['client_id'] }]
      })
      return {
        _: 'contacts.importedContacts',
        imported: found.map(({ userId, clientId }) => ({
          _: 'importedContact',
          user_id: userId,
          client_id: clientId,
        })),
        popular_invites: [],
        retry_contacts: [],
        users: found.map((one) => describeUser(world, userId, world.person(one.userId))),
      }
    },
    'contacts.addContact': (context, parameters) => {
      const person = resolveUser(world, context.userId, asObject(parameters['id']))
      return answerWithUpdates(world, context, () => {
        addContact(world, context.userId, person.id)
        world.publisher.publish(context.userId, () => describeContactUpdate(person), [person])
      }).updates
    },
    'contacts.deleteContacts': (context, parameters) => {
      const people = asObjects(parameters['id']).map((input) => resolveUser(world, context.userId, input))
      return answerWithUpdates(world, context, () => {
        for (const person of people) {
          world.person(context.userId).contacts.delete(person.id)
          person.version += 1
          world.publisher.publish(context.userId, () => describeContactUpdate(person), [person])
        }
      }).updates
    },
    'contacts.resolveUsername': ({ userId }, parameters) => {
      const username = asText(parameters['username'])
      const person = world.findPersonByUsername(username)
      const chat = world.findChatByUsername(username)
      const related = new Related(world)
      if (person !== undefined) related.addPerson(person.id)
      else if (chat !== undefined) related.addChat(chat)
      else throw new RpcError(400, 'USERNAME_NOT_OCCUPIED')
      const peer: TlObject =
        person === undefined
          ? { _: 'peerChannel', channel_id: chat?.id ?? 0 }
          : { _: 'peerUser', user_id: person.id }
      return { _: 'contacts.resolvedPeer', peer, ...related.describe(userId) }
    },
    'contacts.resolvePhone': ({ userId }, parameters) => {
      const account = world.findByPhone(asText(parameters['phone']))
      if (account === undefined) throw new RpcError(400, 'PHONE_NOT_OCCUPIED')
      const related = new Related(world)
      related.addPerson(account.userId)
      return {
        _: 'contacts.resolvedPeer',
        peer: { _: 'peerUser', user_id: account.userId },
        ...related.describe(userId),
      }
    },
    'contacts.search': ({ userId }, parameters) =>
      search(world, userId, asText(parameters['q']), asNumber(parameters['limit'], 50)),
    'messages.getCommonChats': ({ userId }, parameters) => {
      const person = resolveUser(world, userId, asObject(parameters['user_id']))
      const related = new Related(world)
      const limit = asNumber(parameters['limit'], 100)
      for (const chat of listCommonChats(world, userId, person).slice(0, limit)) related.addChat(chat)
      return { _: 'messages.chats', chats: related.describe(userId).chats }
    },
  }
}

function describeContactUpdate(person: Person): TlObject {
  return {
    _: 'updatePeerSettings',
    peer: { _: 'peerUser', user_id: person.id },
    settings: { _: 'peerSettings' },
  }
}

function addContact(world: World, userId: number, otherId: number): void {
  world.person(userId).contacts.add(otherId)
  world.person(otherId).version += 1
}

function listContacts(world: World, userId: number): readonly Person[] {
  return [...world.person(userId).contacts].map((id) => world.person(id))
}

function listCommonChats(world: World, userId: number, person: Person): readonly Chat[] {
  return [...world.account(userId).views.values()]
    .map((view) => view.chat)
    .filter((chat) => chat.kind !== 'private' && chat.members.has(userId) && chat.members.has(person.id))
}

function search(world: World, userId: number, query: string, limit: number): TlObject {
  const wanted = query.toLowerCase()
  const related = new Related(world)
  const mine: TlObject[] = []
  const others: TlObject[] = []
  const contacts = world.person(userId).contacts
  for (const person of world.people.values()) {
    const name = `${person.firstName} ${person.lastName ?? ''} ${person.username ?? ''}`.toLowerCase()
    if (!name.includes(wanted) || mine.length + others.length >= limit) continue
    related.addPerson(person.id)
    if (contacts.has(person.id)) mine.push({ _: 'peerUser', user_id: person.id })
    else if (person.username !== undefined) others.push({ _: 'peerUser', user_id: person.id })
  }
  for (const { chat } of world.account(userId).views.values()) {
    if (chat.kind === 'private' || !chat.members.has(userId) || mine.length >= limit) continue
    if (!chat.title.toLowerCase().includes(wanted)) continue
    related.addChat(chat)
    mine.push(describePeer(chat, userId))
  }
  return { _: 'contacts.found', my_results: mine, results: others, ...related.describe(userId) }
}
