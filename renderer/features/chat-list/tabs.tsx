import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useListCount, useListUnreadCount, useTriagePart } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './chat-list.module.css'
import { listElementId } from '../../shell/focus.ts'
import { findListOf, type ListTab, showTab } from '../../shell/list-view.ts'
import { useTabName, useTabs } from '../../shell/list-tabs.ts'

export function Tabs({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const tabs = useTabs()
  const strip = useRef<HTMLDivElement>(null)
  useEffect(() => {
    strip.current
      ?.querySelector(`[data-tab="${tab}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [tab])
  const walk = (event: KeyboardEvent<HTMLElement>): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (step === 0 || event.altKey || event.ctrlKey) return
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    showTab(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  return (
    // The keys are those of the tabs inside, which have the focus.
    <div
      ref={strip}
      role="tablist"
      tabIndex={-1}
      aria-label={t('tabs')}
      className={styles.tabs}
      onKeyDown={walk}
      onWheel={(event) => {
        event.currentTarget.scrollLeft += event.deltaY
      }}
    >
      {tabs.map((id) => (
        <Tab key={id} id={id} isSelected={id === tab} />
      ))}
    </div>
  )
}

function Tab({ id, isSelected }: { readonly id: ListTab; readonly isSelected: boolean }): ReactNode {
  const { t } = useTranslation('chat-list')
  const name = useTabName()(id)
  const list = findListOf(id)
  const total = useListCount(list)
  const unread = useListUnreadCount(list)
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  // Telegram's own lists count unread chats; ours count all chats.
  const isOfUnread = id === 'unread' || id === 'archive' || id.startsWith('folder:')
  const count = isOfUnread ? unread : total
  const isRed = id === 'waiting' && redCount > 0
  const words = isRed ? t('tabRed', { count: redCount }) : t(isOfUnread ? 'tabUnread' : 'tabChats', { count })
  return (
    <button
      type="button"
      role="tab"
      data-tab={id}
      tabIndex={isSelected ? 0 : -1}
      aria-selected={isSelected}
      aria-controls={listElementId}
      className={styles.tab}
      title={count > 0 ? words : undefined}
      onClick={() => {
        showTab(id)
      }}
    >
      <bdi>{name}</bdi>
      {count > 0 ? (
        <span className={joinClasses(styles.count, isRed && styles.hot)}>{count}</span>
      ) : undefined}
    </button>
  )
}
