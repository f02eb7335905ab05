import type { Account, AccountDirectory, MethodTable, TlObject } from '../rpc.ts'

/** Accounts without any chats, for tests of the wire and of logins alone. */
export function createDirectory(accounts: readonly Account[]): AccountDirectory {
  return {
    findByPhone: (phone) => accounts.find((account) => account.phone === phone),
    findById: (userId) => accounts.find((account) => account.userId === userId),
    describeSelf: (userId) => describeUser(accounts, userId),
  }
}

function describeUser(accounts: readonly Account[], userId: number): TlObject {
  const phone = accounts.find((account) => account.userId === userId)?.phone
  return {
    _: 'user',
    self: true,
    id: userId,
    first_name: `User ${userId}`,
    phone,
    access_hash: BigInt(userId),
  }
}

/** The calls TDLib cannot go without after a login, answered for an account that has no chats. */
export function createEmptyWorld(accounts: readonly Account[]): MethodTable {
  const state = { _: 'updates.state', pts: 1, qts: 0, date: 1, seq: 1, unread_count: 0 }
  return {
    'updates.getState': () => ({ ...state, date: Math.floor(Date.now() / 1000) }),
    'updates.getDifference': () => ({
      _: 'updates.differenceEmpty',
      date: Math.floor(Date.now() / 1000),
      seq: 1,
    }),
    'users.getUsers': ({ userId }) => [describeUser(accounts, userId)],
    'messages.getDialogs': () => ({ _: 'messages.dialogs', dialogs: [], messages: [], chats: [], users: [] }),
    'messages.getPinnedDialogs': () => ({
      _: 'messages.peerDialogs',
      dialogs: [],
      messages: [],
      chats: [],
      users: [],
      state,
    }),
  }
}
