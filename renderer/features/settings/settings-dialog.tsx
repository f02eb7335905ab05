import { Tabs } from '@base-ui/react/tabs'
import { Bell, Keyboard, List, SlidersHorizontal, Timer, UserRoundCog, Users } from 'lucide-react'
import { type ReactNode, type RefObject, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { Dialog } from '../../ui/dialog.tsx'
import { ClockPage } from './clock/clock-page.tsx'
import { GeneralPage } from './pages/general-page.tsx'
import { ListPage } from './pages/list-page.tsx'
import { NotificationsPage } from './pages/notifications-page.tsx'
import { WhoIsWhoFooter } from './who-is-who/who-is-who-footer.tsx'
import { WhoIsWhoPage } from './who-is-who/who-is-who-page.tsx'
import { TeamPage } from './team/team-page.tsx'
import { discardRulesDraft, rulesDraftStore } from './who-is-who/rules-draft.ts'
import { useSaveDraft } from './who-is-who/use-save-draft.ts'
import styles from './settings.module.css'
import frameStyles from './settings-dialog.module.css'
import {
  closeSettings,
  settingsPages,
  settingsViewStore,
  type SettingsPage,
} from '../../shell/settings-view.ts'
import { ShortcutsPage } from './shortcuts/shortcuts-page.tsx'
import { useCloseGuard } from './use-close-guard.ts'

const icons: Readonly<Record<SettingsPage, typeof Bell>> = {
  general: SlidersHorizontal,
  list: List,
  team: Users,
  whoIsWho: UserRoundCog,
  clock: Timer,
  notifications: Bell,
  shortcuts: Keyboard,
}
const pages: Readonly<Record<SettingsPage, () => ReactNode>> = {
  general: GeneralPage,
  list: ListPage,
  team: TeamPage,
  whoIsWho: WhoIsWhoPage,
  clock: ClockPage,
  notifications: NotificationsPage,
  shortcuts: ShortcutsPage,
}

/** What a user can set, a page for each subject. Changes are kept at once, but for who is who. */
export function SettingsDialog({ isOpen }: { readonly isOpen: boolean }): ReactNode {
  return isOpen ? <OpenSettingsDialog /> : undefined
}

function OpenSettingsDialog(): ReactNode {
  const { t } = useTranslation('settings')
  const page = useStore(settingsViewStore, (state) => state.page)
  const isDirty = useStore(rulesDraftStore, ({ draft }) => draft !== undefined)
  const saving = useSaveDraft()
  const activeTab = useRef<HTMLButtonElement>(null)
  const close = (): void => {
    discardRulesDraft()
    closeSettings()
  }
  const guard = useCloseGuard(isDirty, close)
  return (
    <Dialog
      isOpen
      onClose={guard.requestClose}
      title={t('title')}
      size="page"
      isFlush
      initialFocus={activeTab}
      onSubmit={saving.save}
      footer={
        isDirty && (page === 'whoIsWho' || guard.isAsking) ? (
          <WhoIsWhoFooter
            guard={guard}
            saving={saving}
            onDiscard={guard.isAsking ? close : discardRulesDraft}
          />
        ) : undefined
      }
    >
      <Tabs.Root
        orientation="vertical"
        className={frameStyles.frame}
        value={page}
        onValueChange={(next: SettingsPage) => {
          settingsViewStore.setState({ page: next })
        }}
      >
        <PageList page={page} isDirty={isDirty} activeTab={activeTab} />
        {settingsPages.map((id) => {
          const Page = pages[id]
          return (
            <Tabs.Panel key={id} value={id} className={styles.page} data-scroll="">
              {id === page ? (
                <div className={styles.settings}>
                  <Page />
                </div>
              ) : undefined}
            </Tabs.Panel>
          )
        })}
      </Tabs.Root>
    </Dialog>
  )
}

interface PageListProps {
  readonly page: SettingsPage
  /** Who is who has changes that are not saved. */
  readonly isDirty: boolean
  readonly activeTab: RefObject<HTMLButtonElement | null>
}

function PageList({ page, isDirty, activeTab }: PageListProps): ReactNode {
  const { t } = useTranslation('settings')
  return (
    <Tabs.List activateOnFocus aria-label={t('pagesLabel')} className={frameStyles.pages}>
      {settingsPages.map((id) => {
        const Icon = icons[id]
        return (
          <Tabs.Tab
            key={id}
            value={id}
            ref={id === page ? activeTab : undefined}
            className={frameStyles.pageTab}
          >
            <Icon size={15} aria-hidden="true" />
            {t(`pages.${id}`)}
            {id === 'whoIsWho' && isDirty ? (
              <span className={frameStyles.dot} title={t('unsaved')} />
            ) : undefined}
          </Tabs.Tab>
        )
      })}
    </Tabs.List>
  )
}
