import { Search } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { navigationStore, openChat } from '../../app/navigation.ts'
import { entities } from '../../entities/core.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { isChatUnread } from '../../entities/list-state.ts'
import { getShortcutLabel, useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { openSwitcher } from '../switcher/switcher-view.ts'
import styles from './chat-list.module.css'
import { ChatList } from './chat-list.tsx'
import { focusList } from './focus-list.ts'
import { showTab, useListTab } from './list-view.ts'
import { findNext } from './step-in-list.ts'
import { Tabs, useTabs } from './tabs.tsx'
import { useShownOrder } from './use-shown-order.ts'

/** The left part of the console: finding, tabs, rows. */
export function ChatListPanel(): ReactNode {
  const { t } = useTranslation('chat-list')
  const tab = useListTab()
  const tabs = useTabs()
  useListShortcuts()
  // A folder may be removed on another device while it is shown here.
  useEffect(() => {
    if (!tabs.includes(tab)) showTab('main')
  }, [tabs, tab])
  return (
    <section className={styles.panel} aria-label={t('label')}>
      <button
        type="button"
        className={styles.find}
        onClick={() => {
          openSwitcher()
        }}
      >
        <Search size={14} aria-hidden="true" />
        <span>{t('find')}</span>
        <Kbd>{getShortcutLabel('switcher.open')}</Kbd>
      </button>
      <Tabs tab={tab} />
      <ChatList key={tab} tab={tab} />
      <SyncProgress />
    </section>
  )
}

function useListShortcuts(): void {
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
  useShortcut('chat.next', () => {
    step(1, false)
  })
  useShortcut('chat.previous', () => {
    step(-1, false)
  })
  useShortcut('chat.nextUnread', () => {
    step(1, true)
  })
  useShortcut('chat.previousUnread', () => {
    step(-1, true)
  })
  useShortcut('tab.next', () => {
    stepTab(1)
  })
  useShortcut('tab.previous', () => {
    stepTab(-1)
  })
  useShortcut('list.focus', focusList)
}

function SyncProgress(): ReactNode {
  const { t } = useTranslation('chat-list')
  const isReady = useSessionPart((session) => session?.auth.kind === 'ready')
  const isComplete = useSessionPart((session) => session?.sync.isComplete ?? true)
  const known = useSessionPart((session) => session?.sync.chatCount ?? 0)
  const total = useSessionPart((session) => session?.sync.totalCount)
  if (isComplete || !isReady) return undefined
  return (
    <div className={styles.progress} role="status">
      {total === undefined ? t('progress', { count: known }) : t('progressOf', { known, total })}
    </div>
  )
}
