import { Autocomplete } from '@base-ui/react/autocomplete'
import type { ReactNode, RefObject } from 'react'
import { joinClasses } from './join-classes.ts'
import popup from './popup.module.css'
import styles from './find-field.module.css'

export interface FoundOption {
  readonly id: string
  readonly label: string
  /** Said smaller, at the end of the line. */
  readonly detail?: string | undefined
}

interface Props {
  readonly label: string
  readonly placeholder?: string
  readonly query: string
  readonly onQuery: (query: string) => void
  /** The matches of the query, best first; the caller searches. */
  readonly options: readonly FoundOption[]
  readonly onChoose: (id: string) => void
  /** Said in place of options when there are none. */
  readonly emptyText?: string | undefined
  readonly isInvalid?: boolean
  readonly field?: RefObject<HTMLInputElement | null>
}

/** A search field: typing opens a list of matches, Enter takes the highlighted one. */
export function FindField({
  label,
  placeholder,
  query,
  onQuery,
  options,
  onChoose,
  emptyText,
  isInvalid = false,
  field,
}: Props): ReactNode {
  return (
    <Autocomplete.Root
      items={options}
      filter={null}
      autoHighlight="always"
      openOnInputClick
      value={query}
      itemToStringValue={(option) => option.label}
      onValueChange={(value, { reason }) => {
        // The item itself reports a choice.
        if (reason !== 'item-press') onQuery(value)
      }}
    >
      <Autocomplete.Input
        ref={field}
        aria-label={label}
        aria-invalid={isInvalid || undefined}
        placeholder={placeholder}
        className={styles.field}
        spellCheck={false}
        // Typing replaces the earlier choice.
        onFocus={({ currentTarget }) => {
          currentTarget.select()
        }}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={popup.positioner} sideOffset={4} align="start">
          <Autocomplete.Popup
            className={joinClasses(popup.popup, styles.popup)}
            data-popup=""
            hidden={options.length === 0 && emptyText === undefined}
          >
            <Autocomplete.Empty>
              {emptyText === undefined ? undefined : <div className={styles.empty}>{emptyText}</div>}
            </Autocomplete.Empty>
            <Autocomplete.List className={styles.list}>
              {(option: FoundOption) => <OptionLine key={option.id} option={option} onChoose={onChoose} />}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}

interface OptionProps {
  readonly option: FoundOption
  readonly onChoose: (id: string) => void
}

function OptionLine({ option, onChoose }: OptionProps): ReactNode {
  return (
    <Autocomplete.Item
      value={option}
      className={joinClasses(popup.item, styles.item)}
      onClick={() => {
        onChoose(option.id)
      }}
    >
      <span className={styles.label} dir="auto">
        {option.label}
      </span>
      {option.detail === undefined ? undefined : <span className={styles.detail}>{option.detail}</span>}
    </Autocomplete.Item>
  )
}
