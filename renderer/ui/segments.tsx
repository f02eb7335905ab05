import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import type { ReactNode } from 'react'
import styles from './segments.module.css'

interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A figure behind the words. */
  readonly count?: number
}

interface Props<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
}

/** One of a few that all stay in sight; the arrow keys walk them. */
export function Segments<Value extends string>({ label, value, options, onChange }: Props<Value>): ReactNode {
  return (
    <RadioGroup aria-label={label} value={value} onValueChange={onChange} className={styles.segments}>
      {options.map((option) => (
        <Radio.Root key={option.value} value={option.value} className={styles.segment}>
          {option.label}
          {option.count === undefined ? undefined : <span className={styles.count}>{option.count}</span>}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
