import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import styles from './note-composer.module.css'

interface Props {
  readonly listId: string
  readonly colleagues: readonly TeamPerson[]
  readonly chosenIndex: number
  readonly onTake: (person: TeamPerson) => void
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

/** Colleagues that fit what was typed behind `@`; the field keeps the focus and has the keys. */
export function MentionOptions({ listId, colleagues, chosenIndex, onTake }: Props): ReactNode {
  const { t } = useTranslation('notes')
  return (
    <div id={listId} role="listbox" aria-label={t('composer.colleagues')} className={styles.people}>
      {colleagues.map((person, index) => (
        // The keys are those of the field, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={person.userId}
          id={optionId(listId, index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosenIndex}
          className={joinClasses(styles.person, index === chosenIndex && styles.chosen)}
          onMouseDown={(event) => {
            event.preventDefault()
          }}
          onClick={() => {
            onTake(person)
          }}
        >
          <Avatar initials={person.initials} accent={person.accent} size="small" />
          <bdi>{person.name}</bdi>
          {person.username !== undefined && <span className={styles.handle}>@{person.username}</span>}
          {person.isOnDuty && (
            <span className={styles.on} aria-hidden="true">
              ●
            </span>
          )}
        </div>
      ))}
    </div>
  )
}
