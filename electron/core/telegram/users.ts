import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import { asUserId } from './ids.ts'
import { readNamePart } from './names.ts'

/** When a user was last online, as far as the user lets others see it. */
export type UserStatus = Exclude<NonNullable<ConversationView['presence']>, { readonly kind: 'bot' }>

export interface User {
  readonly id: UserId
  readonly kind: 'person' | 'bot' | 'deleted' | 'unknown'
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  /** The username that the user set, which may be disabled. */
  readonly editableUsername: string | undefined
  /** The first active username. */
  readonly username: string | undefined
  readonly accentColorId: number
  readonly status: UserStatus
}

const kinds = {
  userTypeRegular: 'person',
  userTypeBot: 'bot',
  userTypeDeleted: 'deleted',
  userTypeUnknown: 'unknown',
} as const satisfies Record<Td.UserType['_'], User['kind']>

export function toUser(raw: Td.user): User {
  return {
    id: asUserId(raw.id),
    kind: kinds[raw.type._],
    firstName: readNamePart(raw.first_name),
    lastName: readNamePart(raw.last_name),
    phone: raw.phone_number,
    editableUsername: raw.usernames?.editable_username,
    username: raw.usernames?.active_usernames[0],
    accentColorId: raw.accent_color_id,
    status: toUserStatus(raw.status),
  }
}

export function toUserStatus(status: Td.UserStatus): UserStatus {
  switch (status._) {
    case 'userStatusOnline':
      return { kind: 'online' }
    case 'userStatusOffline':
      return { kind: 'last_seen', atS: status.was_online }
    case 'userStatusRecently':
      return { kind: 'recently' }
    case 'userStatusLastWeek':
      return { kind: 'within_week' }
    case 'userStatusLastMonth':
      return { kind: 'within_month' }
    case 'userStatusEmpty':
      return { kind: 'long_ago' }
  }
}
