import type { ChatId } from '#shared/contract/entities/ids.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { core, entities } from '../../../entities/core.ts'
import { onAccountEnd } from '../../../shell/account-end.ts'
import { findComposerField } from '../../../shell/focus.ts'
import { isOpenChat } from '../../../shell/navigation.ts'
import { setTextUnderWay } from '../../../shell/text-under-way.ts'
import { followUpgrades } from '../../../shell/upgrades.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { findMentions } from '../../notes/index.ts'
import { presenceReport } from '../../presence/index.ts'
import { type Composer, createComposer } from './composer.ts'

const composers = new Map<ChatId, Composer>()

followUpgrades((from, to) => {
  const composer = composers.get(from)
  if (composer === undefined) return
  const field = findComposerField()
  if (isOpenChat(to) && field instanceof HTMLTextAreaElement) {
    // The window is at the new chat already; the field is still that of the group.
    composer.caret = { start: field.selectionStart, end: field.selectionEnd }
  }
  moveWhenIdle(composer, findComposer(to))
})

/** A text that is being sent is moved only if it was not accepted. */
function moveWhenIdle(from: Composer, to: Composer): void {
  const move = (): boolean => {
    if (from.store.getState().isBusy) return false
    to.caret = from.caret
    to.takeOver(from.giveAway())
    return true
  }
  if (move()) return
  const stop = from.store.subscribe(() => {
    if (!from.store.getState().isBusy) stop()
    move()
  })
}

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
    canWrite: () => {
      const writing = entities.conversations.getState().byId.get(chatId)?.writing
      return writing === undefined || writing === 'allowed'
    },
    findMentionIds: (text) => {
      const colleagues = (entities.colleagues.getState().value ?? []).filter(({ isMember }) => isMember)
      return [...new Set(findMentions(text, colleagues).map(({ userId }) => userId))]
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
