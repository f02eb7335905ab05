import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFolders, useListCount } from '../entities/hooks.ts'
import type { ListTab } from './list-view.ts'

/** All, what waits, what is unread, starred and ours, the folders in their order, and the archive when it holds something. */
export function useTabs(): readonly ListTab[] {
  const folders = useFolders()
  const hasArchive = useListCount('archive') > 0
  return useMemo(
    () => [
      'main',
      'waiting',
      'unread',
      'starred',
      'team',
      ...folders.toSorted((a, b) => a.position - b.position).map((folder) => folder.list),
      ...(hasArchive ? (['archive'] as const) : []),
    ],
    [folders, hasArchive],
  )
}

/** What a tab is called. */
export function useTabName(): (tab: ListTab) => string {
  const { t } = useTranslation('chat-list')
  const folders = useFolders()
  return useCallback(
    (tab) => {
      const names: Readonly<Record<string, string>> = {
        main: t('all'),
        waiting: t('waiting'),
        unread: t('unread'),
        starred: t('starred'),
        team: t('team'),
        archive: t('archive'),
      }
      return folders.find((folder) => folder.list === tab)?.title ?? names[tab] ?? tab
    },
    [t, folders],
  )
}
