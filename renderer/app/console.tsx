import { type CSSProperties, type ReactNode, useState } from 'react'
import { useSetting } from '../entities/hooks.ts'
import { AlarmHost } from '../features/alarms/alarm-host.tsx'
import { focusList } from '../features/chat-list/focus-list.ts'
import { ChatListPanel } from '../features/chat-list/chat-list-panel.tsx'
import { ConnectionBar } from '../features/connection/connection-bar.tsx'
import { Notices } from '../features/connection/notices.tsx'
import { Conversation } from '../features/conversation/conversation.tsx'
import { DemoBanner } from '../features/demo-banner/demo-banner.tsx'
import { useBadge } from '../features/notifications/use-badge.ts'
import { useNotifications } from '../features/notifications/use-notifications.ts'
import { useReportPresence } from '../features/presence/use-report-presence.ts'
import { Rail } from '../features/rail/rail.tsx'
import { SettingsDialogs } from '../features/settings/settings-dialogs.tsx'
import { ShortcutOverview } from '../features/switcher/shortcut-overview.tsx'
import { Switcher } from '../features/switcher/switcher.tsx'
import { VisibilityDialog } from '../features/team/visibility/visibility-dialog.tsx'
import { DigestBar } from '../features/triage/digest-bar.tsx'
import { useTriageKeys } from '../features/triage/use-triage-keys.ts'
import { useEscape } from '../lib/hotkeys/escape-ladder.ts'
import { useShortcut } from '../lib/hotkeys/use-shortcut.ts'
import styles from './app.module.css'
import { ErrorBoundary } from './error-boundary.tsx'
import { NoChatOpen } from './no-chat-open.tsx'
import { closeChat, goBack, goForward, navigationStore, useOpenChatId } from './navigation.ts'
import { Splitter } from './splitter.tsx'

/** Rail, list, conversation. */
export function Console(): ReactNode {
  const listWidth = useSetting('listWidth')
  const [draggedWidth, setDraggedWidth] = useState<number>()
  const openChatId = useOpenChatId()
  useNotifications()
  useBadge()
  useReportPresence()
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
            // What one chat cannot show must not take the others with it.
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
