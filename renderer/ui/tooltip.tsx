import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import styles from './icon-button.module.css'
import { Kbd } from './kbd.tsx'

interface Props {
  readonly text: string
  readonly shortcut?: string | undefined
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  /** The control it belongs to; it has a name of its own. */
  readonly children: ReactElement<Record<string, unknown>>
}

/** What a control does and by which keys, when the pointer or the focus rests on it. */
export function Tooltip({ text, shortcut, side = 'bottom', children }: Props): ReactNode {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side={side} sideOffset={6} className={styles.positioner}>
          <BaseTooltip.Popup className={styles.tooltip}>
            {text}
            {shortcut === undefined ? undefined : <Kbd>{shortcut}</Kbd>}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  )
}
