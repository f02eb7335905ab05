import type { WorldActions } from '../world/world-actions.ts'

/** All that traffic needs of a world. */
export type TrafficPort = Pick<WorldActions, 'sendMessage' | 'setTyping' | 'setOnline' | 'readChat'>

/** A message that somebody sent in the world, whoever it was. */
export interface HeardMessage {
  readonly chatId: number
  readonly fromId: number
  /** Somebody joined, a title changed: nothing that anybody answers. */
  readonly isService?: boolean
}
