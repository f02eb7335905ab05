import type { ChatId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { type Composer, createComposer } from './composer.ts'

const composers = new Map<ChatId, Composer>()

/** The text under way in a chat; one per chat as long as the window lives. */
export function findComposer(chatId: ChatId): Composer {
  const known = composers.get(chatId)
  if (known !== undefined) return known
  const composer = createComposer({
    chatId,
    calls: core.calls,
    clock: windowClock,
    createSendId: () => crypto.randomUUID(),
  })
  composers.set(chatId, composer)
  return composer
}
