import { ArrowDownWideNarrow } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../../entities/hooks.ts'
import { useShortcutLabel } from '../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { changeSettings } from '../../shell/change-settings.ts'
import { openMarkAllRead } from '../../shell/list-view.ts'

const sorts = ['recent', 'longest_waiting', 'nearest_breach'] as const

/** The order of the list, and the commands for the whole list. */
export function SortMenu(): ReactNode {
  const { t } = useTranslation('chat-list')
  const sort = useSetting('listSort')
  const markAllKeys = useShortcutLabel('chats.markAllRead')
  return (
    <Menu
      align="end"
      trigger={
        <IconButton
          label={t('sort.now', { sort: t(`sort.${sort}`) })}
          icon={<ArrowDownWideNarrow size={14} aria-hidden="true" />}
          isActive={sort !== 'recent'}
        />
      }
      entries={[
        {
          kind: 'choice',
          id: 'sort',
          label: t('sort.label'),
          value: sort,
          options: sorts.map((value) => ({ value, label: t(`sort.${value}`) })),
          onChange: (value) => {
            const chosen = sorts.find((known) => known === value)
            if (chosen !== undefined) void changeSettings({ listSort: chosen })
          },
        },
        { kind: 'separator', id: 'after-sort' },
        {
          kind: 'item',
          id: 'mark-all',
          label: t('markAll.open'),
          onSelect: openMarkAllRead,
          ...(markAllKeys === undefined ? {} : { shortcut: markAllKeys }),
        },
      ]}
    />
  )
}
