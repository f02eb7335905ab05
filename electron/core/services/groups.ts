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

  clear(): void {
    this.#basicGroups.clear()
    this.#supergroups.clear()
  }
}
