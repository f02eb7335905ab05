import { Clock, MessageSquare, Settings, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListCount, useListUnreadCount, useTriagePart } from '../../entities/hooks.ts'
import { useShortcutLabels } from '../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { RailBell } from '../alarms/index.ts'
import { focusList } from '../../shell/focus.ts'
import { type ListTab, showTab, useListTab } from '../../shell/list-view.ts'
import { useTabs } from '../../shell/list-tabs.ts'
import { openSettings } from '../../shell/settings-view.ts'
import { DutyButton } from '../team/index.ts'
import styles from './rail.module.css'

/** The narrow strip of sections; each appears when it is available. */
export function Rail(): ReactNode {
  const { t } = useTranslation('common')
  const labelOf = useShortcutLabels()
  const unreadCount = useListUnreadCount('main')
  const waitingCount = useTriagePart((triage) => triage?.counts.waiting ?? 0)
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  const starredCount = useListCount('starred')
  const settingsKeys = labelOf('settings.open')
  const waiting = waitingCount === 0 ? t('rail.nobodyWaits') : t('rail.waitingCount', { count: waitingCount })
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      <Section
        tab="main"
        label={unreadCount > 0 ? t('rail.chatsUnread', { count: unreadCount }) : t('rail.chats')}
        icon={<MessageSquare size={18} strokeWidth={1.8} aria-hidden="true" />}
        count={unreadCount}
      />
      <Section
        tab="waiting"
        label={redCount === 0 ? waiting : `${waiting}, ${t('rail.redCount', { count: redCount })}`}
        icon={<Clock size={18} strokeWidth={1.8} aria-hidden="true" />}
        count={redCount}
        isRed
      />
      <RailBell />
      <Section
        tab="starred"
        label={starredCount === 0 ? t('rail.starred') : t('rail.starredCount', { count: starredCount })}
        icon={<Star size={18} strokeWidth={1.8} aria-hidden="true" />}
        count={starredCount}
      />
      <span className={styles.space} />
      <DutyButton />
      <IconButton
        size="large"
        side="right"
        label={t('rail.settings')}
        {...(settingsKeys === undefined ? {} : { shortcut: settingsKeys })}
        icon={<Settings size={18} strokeWidth={1.8} aria-hidden="true" />}
        onClick={() => {
          openSettings()
        }}
      />
    </nav>
  )
}

interface SectionProps {
  readonly tab: ListTab
  readonly label: string
  readonly icon: ReactNode
  readonly count: number
  readonly isRed?: boolean
}

/** Shows a tab of the list; what has no icon of its own is one of the chats. */
function Section({ tab, label, icon, count, isRed = false }: SectionProps): ReactNode {
  const shown = useListTab()
  const keys = useTabKeys(tab)
  const isActive = tab === 'main' ? shown !== 'waiting' && shown !== 'starred' : shown === tab
  return (
    <IconButton
      size="large"
      side="right"
      label={label}
      {...(keys === undefined ? {} : { shortcut: keys })}
      icon={icon}
      isActive={isActive}
      data-section-of={tab}
      {...(isActive ? { 'aria-current': 'page' as const } : {})}
      badge={
        count > 0 ? (
          <b className={joinClasses(styles.badge, isRed && styles.red)} aria-hidden="true">
            {count > 999 ? '999+' : count}
          </b>
        ) : undefined
      }
      onClick={() => {
        if (!(tab === 'main' && isActive)) showTab(tab)
        requestAnimationFrame(focusList)
      }}
    />
  )
}

const numbered = ['tab.1', 'tab.2', 'tab.3', 'tab.4', 'tab.5', 'tab.6', 'tab.7', 'tab.8', 'tab.9'] as const

function useTabKeys(tab: ListTab): string | undefined {
  const labelOf = useShortcutLabels()
  const id = numbered[useTabs().indexOf(tab)]
  return id === undefined ? undefined : labelOf(id)
}
