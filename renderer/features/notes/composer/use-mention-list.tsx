import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { useTeamPeople } from '../../../entities/hooks.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import { findPeople } from '../model/find-people.ts'
import { findMentionQuery, writeMention } from '../model/mentions.ts'
import styles from './note-composer.module.css'

export interface MentionInsert {
  readonly start: number
  readonly end: number
  readonly text: string
}

interface Options {
  readonly isNote: boolean
  readonly text: string
  readonly insert: (mention: MentionInsert) => void
}

interface MentionList {
  readonly list: ReactNode
  /** True: the key was for the list. */
  readonly takeKey: (event: KeyboardEvent) => boolean
  /** Where the caret is now. */
  readonly noticeCaret: (caret: number) => void
  readonly fieldProps: {
    readonly 'aria-autocomplete'?: 'list'
    readonly 'aria-controls'?: string
    readonly 'aria-activedescendant'?: string
  }
}

/** Colleagues to name while a note is written: `@` opens the list, arrows walk it, Enter or Tab takes one. */
export function useMentionList({ insert, isNote, text }: Options): MentionList {
  const { t } = useTranslation('notes')
  const listId = useId()
  const people = useTeamPeople()
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  /** The `@` whose list was closed by Esc, as a place in the text. */
  const [closedAt, setClosedAt] = useState<number>()
  const under = isNote ? findMentionQuery(text, Math.min(caret, text.length)) : undefined
  const found = under === undefined || under.start === closedAt ? [] : findPeople(people, under.query)
  const isOpen = under !== undefined && found.length > 0
  const index = Math.min(chosen, found.length - 1)
  const optionId = (position: number): string => `${listId}-${position}`

  const take = (person: TeamPerson | undefined): void => {
    if (under === undefined || person === undefined) return
    setChosen(0)
    insert({ start: under.start, end: caret, text: `@${writeMention(person, people)} ` })
  }

  return {
    noticeCaret: (next) => {
      if (next === caret) return
      setCaret(next)
      setChosen(0)
      if (closedAt !== undefined && next <= closedAt) setClosedAt(undefined)
    },
    takeKey: (event) => {
      if (!isOpen || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false
      switch (event.key) {
        case 'ArrowDown':
        case 'ArrowUp': {
          const step = event.key === 'ArrowDown' ? 1 : -1
          setChosen((index + step + found.length) % found.length)
          break
        }
        case 'Enter':
        case 'Tab':
          take(found[index])
          break
        case 'Escape':
          setClosedAt(under.start)
          break
        default:
          return false
      }
      event.preventDefault()
      event.stopPropagation()
      return true
    },
    fieldProps: isOpen
      ? {
          'aria-autocomplete': 'list',
          'aria-controls': listId,
          'aria-activedescendant': optionId(index),
        }
      : {},
    list: isOpen ? (
      <div id={listId} role="listbox" aria-label={t('composer.people')} className={styles.people}>
        {found.map((person, position) => (
          // The keys are those of the field, which keeps the focus.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={person.userId}
            id={optionId(position)}
            role="option"
            tabIndex={-1}
            aria-selected={position === index}
            className={joinClasses(styles.person, position === index && styles.chosen)}
            onMouseDown={(event) => {
              event.preventDefault()
            }}
            onClick={() => {
              take(person)
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
    ) : undefined,
  }
}
