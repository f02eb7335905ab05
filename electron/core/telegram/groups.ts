import type * as Td from 'tdlib-types'

/** Basic groups and supergroups as TDLib last described them: member counts and our own standing in them. */
export class Groups {
  readonly #basicGroups = new Map<number, Td.basicGroup>()
  readonly #supergroups = new Map<number, Td.supergroup>()

  saveBasicGroup(group: Td.basicGroup): void {
    this.#basicGroups.set(group.id, group)
  }

  saveSupergroup(group: Td.supergroup): void {
    this.#supergroups.set(group.id, group)
  }

  findBasicGroup(id: number): Td.basicGroup | undefined {
    return this.#basicGroups.get(id)
  }

  findSupergroup(id: number): Td.supergroup | undefined {
    return this.#supergroups.get(id)
  }

  /** The account is not (any more) in the group, and hears nothing of what is written there. */
  hasLeft(type: Td.ChatType): boolean {
    const status = this.#findStatus(type)
    switch (status?._) {
      case 'chatMemberStatusLeft':
      case 'chatMemberStatusBanned':
        return true
      case 'chatMemberStatusCreator':
      case 'chatMemberStatusRestricted':
        return !status.is_member
      default:
        return false
    }
  }

  #findStatus(type: Td.ChatType): Td.ChatMemberStatus | undefined {
    if (type._ === 'chatTypeBasicGroup') {
      const group = this.#basicGroups.get(type.basic_group_id)
      // Nobody is in a group that goes on as a supergroup; that is no leaving.
      return group?.is_active === true && group.upgraded_to_supergroup_id === 0 ? group.status : undefined
    }
    if (type._ === 'chatTypeSupergroup') return this.#supergroups.get(type.supergroup_id)?.status
    return undefined
  }

  clear(): void {
    this.#basicGroups.clear()
    this.#supergroups.clear()
  }
}
