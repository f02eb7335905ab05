import { ContextMenu as BaseContextMenu } from '@base-ui/react/context-menu'
import { Menu as BaseMenu } from '@base-ui/react/menu'
import { Check, ChevronRight } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import { Kbd } from './kbd.tsx'
import styles from './popup.module.css'

export type MenuEntry =
  | {
      readonly kind: 'item'
      readonly id: string
      readonly label: string
      readonly icon?: ReactNode
      readonly shortcut?: string
      readonly isDanger?: boolean
      readonly isDisabled?: boolean
      readonly onSelect: () => void
    }
  | { readonly kind: 'separator'; readonly id: string }
  | {
      /** One of several choices; the present one is ticked. */
      readonly kind: 'choice'
      readonly id: string
      readonly label: string
      readonly value: string
      readonly options: readonly { readonly value: string; readonly label: string }[]
      readonly onChange: (value: string) => void
    }
  | {
      readonly kind: 'submenu'
      readonly id: string
      readonly label: string
      readonly icon?: ReactNode
      readonly isDisabled?: boolean
      readonly entries: readonly MenuEntry[]
    }

interface MenuProps {
  /** The element that opens the menu; gets its role and keys. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
}

/** A menu under a button. */
export function Menu({ trigger, entries, align = 'start' }: MenuProps): ReactNode {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={4} align={align}>
          <BaseMenu.Popup className={styles.popup} data-popup="">
            <MenuEntries entries={entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

interface ContextMenuProps {
  /** Where a right press, a long touch or the menu key opens the menu. */
  readonly children: ReactElement<Record<string, unknown>>
  readonly entries: readonly MenuEntry[]
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** A menu at the pointer. */
export function ContextMenu({ children, entries, onOpenChange }: ContextMenuProps): ReactNode {
  return (
    <BaseContextMenu.Root {...(onOpenChange === undefined ? {} : { onOpenChange })}>
      <BaseContextMenu.Trigger render={children} />
      <BaseContextMenu.Portal>
        <BaseContextMenu.Positioner className={styles.positioner}>
          <BaseContextMenu.Popup className={styles.popup} data-popup="">
            <MenuEntries entries={entries} />
          </BaseContextMenu.Popup>
        </BaseContextMenu.Positioner>
      </BaseContextMenu.Portal>
    </BaseContextMenu.Root>
  )
}

/** The lines of a menu; both kinds of menu share them. */
export function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }): ReactNode {
  return entries.map((entry) => <MenuLine key={entry.id} entry={entry} />)
}

function MenuLine({ entry }: { readonly entry: MenuEntry }): ReactNode {
  switch (entry.kind) {
    case 'separator':
      return <BaseMenu.Separator className={styles.separator} />
    case 'choice':
      return <MenuChoice entry={entry} />
    case 'submenu':
      return <Submenu entry={entry} />
    case 'item':
      return (
        <BaseMenu.Item
          className={joinClasses(styles.item, entry.isDanger === true && styles.danger)}
          disabled={entry.isDisabled ?? false}
          onClick={entry.onSelect}
        >
          {entry.icon}
          {entry.label}
          {entry.shortcut === undefined || entry.shortcut === '' ? undefined : <Kbd>{entry.shortcut}</Kbd>}
        </BaseMenu.Item>
      )
  }
}

function MenuChoice({ entry }: { readonly entry: Extract<MenuEntry, { kind: 'choice' }> }): ReactNode {
  return (
    <BaseMenu.RadioGroup value={entry.value} onValueChange={entry.onChange} aria-label={entry.label}>
      {entry.options.map((option) => (
        <BaseMenu.RadioItem key={option.value} value={option.value} className={styles.item} closeOnClick>
          <span className={styles.tick}>
            <BaseMenu.RadioItemIndicator>
              <Check size={13} aria-hidden="true" />
            </BaseMenu.RadioItemIndicator>
          </span>
          {option.label}
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  )
}

function Submenu({ entry }: { readonly entry: Extract<MenuEntry, { kind: 'submenu' }> }): ReactNode {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className={styles.item} disabled={entry.isDisabled ?? false}>
        {entry.icon}
        {entry.label}
        <ChevronRight size={13} className={styles.deeper} aria-hidden="true" />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles.positioner} sideOffset={2} alignOffset={-5}>
          <BaseMenu.Popup className={styles.popup} data-popup="">
            <MenuEntries entries={entry.entries} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  )
}
