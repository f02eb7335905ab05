import { Tooltip } from '@base-ui/react/tooltip'
import type { ComponentProps, ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import { Kbd } from './kbd.tsx'
import styles from './icon-button.module.css'

interface Props extends Omit<ComponentProps<'button'>, 'className' | 'children' | 'aria-label'> {
  /** What it does; its name and the words of the tooltip. */
  readonly label: string
  /** Shown in the tooltip beside the words. */
  readonly shortcut?: string
  readonly icon: ReactNode
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly isActive?: boolean
  readonly size?: 'medium' | 'large'
  /** A figure in the corner of the icon. */
  readonly badge?: ReactNode
}

/** An icon that can be pressed, at least 24 px, with a tooltip that names it and its shortcut. */
export function IconButton({
  label,
  shortcut,
  icon,
  side = 'bottom',
  isActive = false,
  size = 'medium',
  badge,
  ...rest
}: Props): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        type="button"
        {...rest}
        aria-label={label}
        className={joinClasses(styles.button, size === 'large' && styles.large, isActive && styles.active)}
      >
        {icon}
        {badge}
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <Tooltip.Popup className={styles.tooltip}>
            {label}
            {shortcut === undefined ? undefined : <Kbd>{shortcut}</Kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
