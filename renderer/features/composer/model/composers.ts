import type { ChatId } from '#shared/contract/entities/ids.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { core, entities } from '../../../entities/core.ts'
import { onAccountEnd } from '../../../shell/account-end.ts'
import { setTextUnderWay } from '../../../shell/text-under-way.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { findMentions } from '../../notes/index.ts'
import { presenceReport } from '../../presence/index.ts'
import { type Composer, createComposer } from './composer.ts'

const composers = new Map<ChatId, Composer>()

onAccountEnd.on(() => {
  for (const [chatId, composer] of composers) {
    composer.close()
    setTextUnderWay(chatId, false)
  }
  composers.clear()
})

/** The text under way in a chat; one per chat until the account or the window ends. */
export function findComposer(chatId: ChatId): Composer {
  const known = composers.get(chatId)
  if (known !== undefined) return known
  const composer = createComposer({
    chatId,
    calls: core.calls,
    clock: windowClock,
    createSendId: () => crypto.randomUUID(),
    hasNotes: () => {
      const chat = entities.chats.getState().byId.get(chatId)
      return chat !== undefined && hasNotes(chat)
    },
    findMentionIds: (text) => {
      const people = (entities.teamPeople.getState().value ?? []).filter(({ isMember }) => isMember)
      return [...new Set(findMentions(text, people).map(({ userId }) => userId))]
    },
    onWriting: (isWriting) => {
      if (isWriting) presenceReport.write(chatId)
      else presenceReport.stopWriting(chatId)
    },
  })
  composer.store.subscribe(({ editing, sync }) => {
    setTextUnderWay(chatId, editing !== undefined || sync.local.text.trim() !== '')
  })
  composers.set(chatId, composer)
  return composer
}
