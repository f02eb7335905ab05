import type { ChatId } from '#shared/contract/entities/ids.ts'
import { entities } from '../entities/core.ts'

/** The chat as it is now: a group that became a supergroup goes on under that one's id. */
export function findPresentChat(chatId: ChatId): ChatId {
  const upgrades = entities.upgrades.getState().value ?? []
  return upgrades.find(({ fromChatId }) => fromChatId === chatId)?.chatId ?? chatId
}

/** Calls back for every group that turns out to go on as another chat. */
export function followUpgrades(onUpgrade: (fromChatId: ChatId, toChatId: ChatId) => void): () => void {
  const told = new Set<ChatId>()
  const follow = (): void => {
    for (const { chatId, fromChatId } of entities.upgrades.getState().value ?? []) {
      if (told.has(fromChatId)) continue
      told.add(fromChatId)
      onUpgrade(fromChatId, chatId)
    }
  }
  follow()
  return entities.upgrades.subscribe(follow)
}
