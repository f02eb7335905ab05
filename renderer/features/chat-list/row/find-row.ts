import type { ChatId } from '#shared/contract/entities/ids.ts'

/** The chat whose row was pressed. */
export function findRowAt(target: EventTarget): ChatId | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-chat-id]') : null
  return row === null ? undefined : (Number(row.dataset.chatId) as ChatId)
}
