import { type CSSProperties, type ReactNode, useState } from 'react'
import { useSetting } from '../entities/hooks.ts'
import { AlarmHost } from '../features/alarms/index.ts'
import { focusList } from '../shell/focus.ts'
import { ChatListPanel } from '../features/chat-list/index.ts'
import { ConnectionBar, DemoBanner, Notices } from '../features/connection/index.ts'
import { Conversation } from '../features/conversation/index.ts'
import { useBadge, useNotifications } from '../features/notifications/index.ts'
import { useReportPresence } from '../features/presence/index.ts'
import { Rail } from '../features/rail/index.ts'
import { SettingsDialogs } from '../features/settings/index.ts'
import { ShortcutOverview, Switcher } from '../features/switcher/index.ts'
import { VisibilityDialog } from '../features/team/index.ts'
import { DigestBar, useTriageKeys } from '../features/triage/index.ts'
import { useEscape } from '../lib/hotkeys/escape-ladder.ts'
import { useShortcut } from '../lib/hotkeys/use-shortcut.ts'
import styles from './app.module.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { NoChatOpen } from './no-chat-open.tsx'
import { closeChat, goBack, goForward, navigationStore, useOpenChatId } from '../shell/navigation.ts'
import { Splitter } from './splitter.tsx'
import { useFollowUpgrades } from './use-follow-upgrades.ts'

/** Rail, list, conversation. */
export function Console(): ReactNode {
  const listWidth = useSetting('listWidth')
  const [draggedWidth, setDraggedWidth] = useState<number>()
  const openChatId = useOpenChatId()
  useNotifications()
  useBadge()
  useReportPresence()
  useFollowUpgrades()
  useShortcut('history.back', goBack)
  useShortcut('history.forward', goForward)
  useTriageKeys()
  useEscape('leaveChat', () => {
    if (navigationStore.getState().openChatId === undefined) return false
    closeChat()
    focusList()
    return true
  })
  const width = draggedWidth ?? listWidth
  return (
    <div className={styles.console} style={{ '--list-width': `${width}px` } as CSSProperties}>
      <Rail />
      <ChatListPanel />
      <main className={styles.main}>
        <Splitter width={width} onDrag={setDraggedWidth} />
        <DemoBanner />
        <Notices />
        <ConnectionBar />
        <AlarmHost />
        <DigestBar />
        <div className={styles.content}>
          {openChatId === undefined ? (
            <NoChatOpen />
          ) : (
            // An error in one chat must not take the others down.
            <ErrorBoundary key={openChatId}>
              <Conversation chatId={openChatId} />
            </ErrorBoundary>
          )}
        </div>
      </main>
      <Switcher />
      <ShortcutOverview />
      <SettingsDialogs />
      <VisibilityDialog />
    </div>
  )
}
