import { useId, type ComponentProps, type ReactNode } from 'react'
import { joinClasses } from './join-classes.ts'
import styles from './text-field.module.css'

interface Props extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  readonly label: string
  /** The label is for assistive tools alone; the screen says it in another way. */
  readonly isLabelHidden?: boolean
  readonly hint?: ReactNode
  /** What is wrong with the value, in words. */
  readonly problem?: string | undefined
  readonly isCode?: boolean
}

/** One line of text with its label before it, and what is wrong with it under it. */
export function TextField({
  label,
  isLabelHidden = false,
  hint,
  problem,
  isCode = false,
  ...rest
}: Props): ReactNode {
  const id = useId()
  const descriptionId = `${id}-description`
  const hasDescription = problem !== undefined || hint !== undefined
  return (
    <div className={joinClasses(styles.field, isLabelHidden && styles.alone)}>
      <label htmlFor={id} className={isLabelHidden ? styles.hidden : styles.label}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={joinClasses(styles.input, isCode && styles.code)}
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={hasDescription ? descriptionId : undefined}
      />
      {hasDescription ? (
        <div id={descriptionId} className={problem === undefined ? styles.hint : styles.problem}>
          {problem === undefined ? hint : <span role="alert">{problem}</span>}
        </div>
      ) : undefined}
    </div>
  )
}
