import { Popover as BasePopover } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import popup from './popup.module.css'
import styles from './popover.module.css'

interface Props {
  /** The element that opens it; gets its role and keys. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly title: string
  /** At the end of the line of the title. */
  readonly aside?: ReactNode
  readonly children: ReactNode
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly align?: 'start' | 'center' | 'end'
  readonly isOpen: boolean
  readonly onOpenChange: (isOpen: boolean) => void
}

/** A small panel at a button: more than a menu can hold, less than a dialog. Esc and a press beside it close it. */
export function Popover({
  trigger,
  title,
  aside,
  children,
  side = 'bottom',
  align = 'end',
  isOpen,
  onOpenChange,
}: Props): ReactNode {
  return (
    <BasePopover.Root open={isOpen} onOpenChange={onOpenChange}>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner
          className={popup.positioner}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
        >
          <BasePopover.Popup className={joinClasses(popup.popup, styles.popover)} data-popup="">
            <div className={styles.top}>
              <BasePopover.Title className={styles.title}>{title}</BasePopover.Title>
              {aside}
            </div>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  )
}
