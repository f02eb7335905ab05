import type { WorldActions } from '../world/world-actions.ts'

/** All that traffic needs of a world. */
export type TrafficPort = Pick<
  WorldActions,
  'sendMessage' | 'editMessage' | 'setTyping' | 'setOnline' | 'readChat'
>

/** A message that somebody sent in the world, whoever it was. */
export interface HeardMessage {
  readonly chatId: number
  readonly fromId: number
  /** Somebody joined, a title changed: nothing that anybody answers. */
  readonly isService?: boolean
  /** Number in its chat. */
  readonly number?: number
  /** Unix seconds. */
  readonly date?: number
  readonly text?: string
  /** Its blocks of code. */
  readonly code?: readonly { readonly offset: number; readonly length: number; readonly language: string }[]
}
