import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { Chip } from '../../../ui/chip.tsx'
import { FindField } from '../../../ui/find-field.tsx'
import { describeFailure } from '../../../lib/failure/describe-failure.ts'
import styles from './team-page.module.css'

interface Props {
  readonly contacts: readonly StaffMember[]
  readonly onChange: (contacts: readonly StaffMember[]) => void
}

const settleMs = 120

/** Colleagues out of the account's contacts: typed, found, and shown as chips. */
export function ContactPicker({ contacts, onChange }: Props): ReactNode {
  const { t } = useTranslation('team')
  const { t: names } = useTranslation('who-is-who')
  const [query, setQuery] = useState('')
  const { found, problem } = useFoundContacts(query)
  const nameOf = ({ name, userId }: StaffMember): string =>
    name === '' ? names('unknownName', { id: userId }) : name
  const options = found.filter(({ userId }) => contacts.every((chosen) => chosen.userId !== userId))
  return (
    <div className={styles.picker}>
      <FindField
        label={t('contacts.field')}
        placeholder={t('contacts.placeholder')}
        query={query}
        options={options.map((person) => ({
          id: String(person.userId),
          label: nameOf(person),
          detail: person.username === undefined ? undefined : `@${person.username}`,
        }))}
        emptyText={problem ?? (query.trim() === '' ? undefined : t('contacts.nobody'))}
        onQuery={setQuery}
        onChoose={(id) => {
          const person = options.find(({ userId }) => String(userId) === id)
          if (person !== undefined) onChange([...contacts, person])
          setQuery('')
        }}
      />
      {contacts.length === 0 ? undefined : (
        <div className={styles.chips}>
          {contacts.map((person) => (
            <Chip
              key={person.userId}
              removeLabel={names('removePerson', { name: nameOf(person) })}
              onRemove={() => {
                onChange(contacts.filter(({ userId }) => userId !== person.userId))
              }}
            >
              {nameOf(person)}
            </Chip>
          ))}
        </div>
      )}
    </div>
  )
}

interface Found {
  readonly found: readonly StaffMember[]
  readonly problem: string | undefined
}

/** The last answer of the core; without a query everybody who could be added. */
function useFoundContacts(query: string): Found {
  const [answer, setAnswer] = useState<Found>({ found: [], problem: undefined })
  const wanted = query.trim()
  useEffect(() => {
    let isCurrent = true
    const find = async (): Promise<void> => {
      const result = await core.calls['team.findContacts']({ query: wanted })
      if (!isCurrent) return
      setAnswer(
        result.ok
          ? { found: result.value.contacts, problem: undefined }
          : { found: [], problem: describeFailure(result.error, 'team') },
      )
    }
    const timer = setTimeout(() => {
      void find()
    }, settleMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [wanted])
  return answer
}
