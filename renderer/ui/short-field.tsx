import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { joinClasses } from './join-classes.ts'
import styles from './short-field.module.css'

interface Props {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  /** The value is complete: Enter was pressed or the field lost the focus. */
  readonly onCommit?: () => void
  readonly unit?: string
  readonly placeholder?: string
  readonly isInvalid?: boolean
  readonly isDisabled?: boolean
  readonly inputMode?: 'numeric' | 'text'
  readonly field?: RefObject<HTMLInputElement | null>
}

/** A few characters and their unit: minutes, a time of day. */
export function ShortField({
  label,
  value,
  onChange,
  onCommit,
  unit,
  placeholder,
  isInvalid = false,
  isDisabled = false,
  inputMode = 'numeric',
  field,
}: Props): ReactNode {
  const commitByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) onCommit?.()
  }
  return (
    <span className={joinClasses(styles.short, isInvalid && styles.invalid)}>
      <input
        ref={field}
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        disabled={isDisabled}
        value={value}
        placeholder={placeholder}
        inputMode={inputMode}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          onChange(event.target.value)
        }}
        onBlur={onCommit}
        onKeyDown={commitByKey}
      />
      {unit === undefined ? undefined : <span aria-hidden="true">{unit}</span>}
    </span>
  )
}
