import { type KeyboardEvent, type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFolders, useListOrder, useListUnreadCount } from '../../entities/hooks.ts'
import styles from './chat-list.module.css'
import { listElementId } from './focus-list.ts'
import { type ListTab, showTab } from './list-view.ts'

/** All, Unread, the folders in their order, and the archive when something is in it. */
export function useTabs(): readonly ListTab[] {
  const folders = useFolders()
  const hasArchive = useListOrder('archive').length > 0
  return useMemo(
    () => [
      'main',
      'unread',
      ...folders.toSorted((a, b) => a.position - b.position).map((folder) => folder.list),
      ...(hasArchive ? (['archive'] as const) : []),
    ],
    [folders, hasArchive],
  )
}

export function Tabs({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const tabs = useTabs()
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
    <div role="tablist" tabIndex={-1} aria-label={t('tabs')} className={styles.tabs} onKeyDown={walk}>
      {tabs.map((id) => (
        <Tab key={id} id={id} isSelected={id === tab} />
      ))}
    </div>
  )
}

function Tab({ id, isSelected }: { readonly id: ListTab; readonly isSelected: boolean }): ReactNode {
  const { t } = useTranslation('chat-list')
  const folder = useFolders().find((item) => item.list === id)
  const list = id === 'unread' ? 'main' : id
  const total = useListOrder(list).length
  const unread = useListUnreadCount(list)
  const names: Readonly<Record<string, string>> = {
    main: t('all'),
    unread: t('unread'),
    archive: t('archive'),
  }
  const count = id === 'main' ? total : unread
  return (
    <button
      type="button"
      role="tab"
      data-tab={id}
      tabIndex={isSelected ? 0 : -1}
      aria-selected={isSelected}
      aria-controls={listElementId}
      className={styles.tab}
      onClick={() => {
        showTab(id)
      }}
    >
      <bdi>{folder?.title ?? names[id] ?? id}</bdi>
      {count > 0 ? <span>{count}</span> : undefined}
    </button>
  )
}
