import { Select as BaseSelect } from '@base-ui/react/select'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import popup from './popup.module.css'
import styles from './select.module.css'

export interface SelectOption<Value extends string | number> {
  readonly value: Value
  readonly label: string
}

interface Props<Value extends string | number> {
  readonly label: string
  readonly value: Value
  readonly options: readonly SelectOption<Value>[]
  readonly onChange: (value: Value) => void
  readonly isDisabled?: boolean
  /** 24 px and no border before the pointer is there, for lines of a list. */
  readonly isQuiet?: boolean
}

/** One of a few; shows the words of what is chosen. */
export function Select<Value extends string | number>({
  label,
  value,
  options,
  onChange,
  isDisabled = false,
  isQuiet = false,
}: Props<Value>): ReactNode {
  return (
    <BaseSelect.Root
      items={options}
      value={value}
      disabled={isDisabled}
      onValueChange={(next) => {
        if (next !== null) onChange(next)
      }}
    >
      <BaseSelect.Trigger aria-label={label} className={joinClasses(styles.trigger, isQuiet && styles.quiet)}>
        <BaseSelect.Value className={styles.value} />
        <BaseSelect.Icon className={styles.icon}>
          <ChevronDown size={13} aria-hidden="true" />
        </BaseSelect.Icon>
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner
          className={popup.positioner}
          sideOffset={4}
          align="end"
          alignItemWithTrigger={false}
        >
          <BaseSelect.Popup className={popup.popup} data-popup="">
            <BaseSelect.List>
              {options.map((option) => (
                <BaseSelect.Item key={option.value} value={option.value} className={popup.item}>
                  <BaseSelect.ItemText>{option.label}</BaseSelect.ItemText>
                </BaseSelect.Item>
              ))}
            </BaseSelect.List>
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  )
}
