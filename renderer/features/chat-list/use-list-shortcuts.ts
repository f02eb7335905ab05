import { navigationStore, openChat } from '../../app/navigation.ts'
import { entities } from '../../entities/core.ts'
import { isChatUnread } from '#shared/domain/unread/is-unread.ts'
import { useShortcuts } from '../../lib/hotkeys/use-shortcut.ts'
import { focusList } from './focus-list.ts'
import { showTab, useListTab } from './list-view.ts'
import { findNext } from './step-in-list.ts'
import { useTabs } from './tabs.tsx'
import { useShownOrder } from './use-shown-order.ts'

/** The keys that walk chats and tabs from anywhere. */
export function useListShortcuts(): void {
  const tab = useListTab()
  const tabs = useTabs()
  const order = useShownOrder(tab)
  const step = (direction: 1 | -1, isUnreadOnly: boolean): void => {
    const chats = entities.chats.getState().byId
    const target = findNext(
      order,
      navigationStore.getState().openChatId,
      direction,
      (id) => !isUnreadOnly || isChatUnread(chats.get(id)),
    )
    if (target !== undefined) openChat(target)
  }
  const stepTab = (direction: 1 | -1): void => {
    const next = tabs[(tabs.indexOf(tab) + direction + tabs.length) % tabs.length]
    if (next !== undefined) showTab(next)
  }
  useShortcuts({
    'chat.next': () => {
      step(1, false)
    },
    'chat.previous': () => {
      step(-1, false)
    },
    'chat.nextUnread': () => {
      step(1, true)
    },
    'chat.previousUnread': () => {
      step(-1, true)
    },
    'tab.next': () => {
      stepTab(1)
    },
    'tab.previous': () => {
      stepTab(-1)
    },
    'list.focus': focusList,
  })
}
