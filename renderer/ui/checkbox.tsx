import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox'
import { Check, Minus } from 'lucide-react'
import type { ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import styles from './checkbox.module.css'

interface Props {
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
  readonly children: ReactNode
  /** Some, but not all, of its items are ticked. */
  readonly isMixed?: boolean
  readonly isDisabled?: boolean
  /** Takes the whole line, for lists of things to tick. */
  readonly isLine?: boolean
}

/** A box to tick with its words; pressing the words ticks it as well. */
export function Checkbox({
  isOn,
  onChange,
  children,
  isMixed = false,
  isDisabled = false,
  isLine = false,
}: Props): ReactNode {
  return (
    // The control is Base UI's, inside.
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control
    <label className={joinClasses(styles.label, isLine && styles.line)}>
      <BaseCheckbox.Root
        className={styles.box}
        checked={isOn}
        indeterminate={isMixed}
        disabled={isDisabled}
        onCheckedChange={onChange}
      >
        <BaseCheckbox.Indicator className={styles.mark}>
          {isMixed ? <Minus size={11} strokeWidth={3} /> : <Check size={11} strokeWidth={3} />}
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {children}
    </label>
  )
}
