import type { ChatId } from '#shared/contract/entities/ids.ts'
import { navigationStore, openChat } from '../../shell/navigation.ts'
import { entities } from '../../entities/core.ts'
import { type ShortcutRun, useShortcuts } from '../../lib/hotkeys/use-shortcut.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { windowClock } from '../../lib/window-clock.ts'
import { showToast } from '../../ui/toast.tsx'
import { openMarkAllRead, showTab } from '../../shell/list-view.ts'
import { useTabs } from '../../shell/list-tabs.ts'
import { sayNoReplyNeeded, toggleMuted, togglePin, toggleRead, toggleStar } from './commands.ts'
import { findNextRed, type WaitingChat } from './find-next-red.ts'
import { hasTextUnderWay } from '../../shell/text-under-way.ts'
import { findTargetChat } from '../../shell/target-chat.ts'

/** The keys that triage: red chats, marks of the chat in hand, lists by number. */
export function useTriageKeys(): void {
  const tabs = useTabs()
  const goTo =
    (index: number): ShortcutRun =>
    () => {
      const tab = tabs[index]
      if (tab !== undefined) showTab(tab)
    }
  useShortcuts({
    'chat.nextRed': openNextRed,
    'chat.noReply': sayNoReplyByKey,
    'chat.star': withTarget(toggleStar),
    'chat.pin': withTarget(togglePin),
    'chat.toggleRead': withTarget(toggleRead),
    'chat.mute': withTarget(toggleMuted),
    'chats.markAllRead': openMarkAllRead,
    'tab.1': goTo(0),
    'tab.2': goTo(1),
    'tab.3': goTo(2),
    'tab.4': goTo(3),
    'tab.5': goTo(4),
    'tab.6': goTo(5),
    'tab.7': goTo(6),
    'tab.8': goTo(7),
    'tab.9': goTo(8),
  })
}

/** Opens the chat that waits longest; from there the next one. */
export function openNextRed(): void {
  const { openChatId } = navigationStore.getState()
  const chats = entities.chats.getState().byId
  const waiting = [...(entities.lists.getState().byId.get('waiting')?.chats ?? [])].flatMap(
    (chatId): readonly WaitingChat[] => {
      const wait = chats.get(chatId)?.wait
      return wait === undefined ? [] : [{ chatId, wait }]
    },
  )
  const next = findNextRed(waiting, openChatId, windowClock.now())
  if (next !== undefined) openChat(next)
  else showToast({ text: language.t(waiting.length > 0 ? 'noOtherRed' : 'nobodyWaits', { ns: 'triage' }) })
}

function withTarget(run: (chatId: ChatId) => unknown): ShortcutRun {
  return () => {
    const chatId = findTargetChat()
    if (chatId !== undefined) run(chatId)
  }
}

/** Ctrl+Enter sends what is written; it means "no reply needed" only in an empty field. */
function sayNoReplyByKey(event: KeyboardEvent): unknown {
  const chatId = findTargetChat()
  if (chatId === undefined || hasText(event.target)) return false
  if (hasTextUnderWay(chatId)) {
    showToast({ text: language.t('textWaits', { ns: 'triage' }) })
    return true
  }
  return sayNoReplyNeeded(chatId)
}

function hasText(target: EventTarget | null): boolean {
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return isField && target.value.trim() !== ''
}
