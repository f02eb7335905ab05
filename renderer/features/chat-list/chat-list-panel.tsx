import { Search } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcutLabel } from '../../lib/hotkeys/use-shortcut.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { lazyDialog } from '../../ui/lazy-dialog.tsx'
import { openSwitcher } from '../../shell/switcher-view.ts'
import styles from './chat-list.module.css'
import { ChatList } from './chat-list.tsx'
import { closeListDialog, showTab, useListDialog, useListTab } from '../../shell/list-view.ts'
import { SortMenu } from './sort-menu.tsx'
import { SetUpNote } from './status/set-up-note.tsx'
import { StatusLine } from './status/status-line.tsx'
import { useMarkingOutcome } from './status/use-marking-outcome.ts'
import { useTabs } from '../../shell/list-tabs.ts'
import { Tabs } from './tabs.tsx'
import { useListShortcuts } from './use-list-shortcuts.ts'

const ListDialogs = lazyDialog(async () => {
  const { ListDialogs: Loaded } = await import('./dialogs/list-dialogs.tsx')
  return Loaded
})

/** The left part of the console: search, tabs, rows and the status line. */
export function ChatListPanel(): ReactNode {
  const { t } = useTranslation('chat-list')
  const tab = useListTab()
  const tabs = useTabs()
  const isAsking = useListDialog().kind !== 'none'
  const findKeys = useShortcutLabel('switcher.open')
  useListShortcuts()
  useMarkingOutcome()
  // A folder may be removed on another device while it is shown here.
  useEffect(() => {
    if (!tabs.includes(tab)) showTab('main')
  }, [tabs, tab])
  return (
    <section className={styles.panel} aria-label={t('label')}>
      <div className={styles.findLine}>
        <button
          type="button"
          className={styles.find}
          onClick={() => {
            openSwitcher()
          }}
        >
          <Search size={14} aria-hidden="true" />
          <span>{t('find')}</span>
          {findKeys === undefined ? undefined : <Kbd>{findKeys}</Kbd>}
        </button>
        <SetUpNote />
      </div>
      <div className={styles.tabLine}>
        <Tabs tab={tab} />
        <SortMenu />
      </div>
      <ChatList key={tab} tab={tab} />
      <StatusLine />
      {isAsking && <ListDialogs isOpen onClose={closeListDialog} />}
    </section>
  )
}
