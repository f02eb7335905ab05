import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { FindField, type FoundOption } from '../../../ui/find-field.tsx'
import { readUserId } from './staff-list.ts'

interface Props {
  readonly staff: readonly StaffMember[]
  readonly onAdd: (users: readonly StaffMember[]) => void
}

const settleMs = 120

/** Finds people by name, username or id; an id that nobody here knows can be added as it is. */
export function PersonField({ staff, onAdd }: Props): ReactNode {
  const { t } = useTranslation('who-is-who')
  const [query, setQuery] = useState('')
  const found = useFoundUsers(query)
  const users = found?.query === query.trim() ? found.users : undefined
  const typedId = readUserId(query)
  const known = new Set(staff.map(({ userId }) => userId))
  const options: FoundOption[] = (users ?? found?.users ?? []).map((person) => ({
    id: String(person.userId),
    label: person.name === '' ? t('unknownName', { id: person.userId }) : person.name,
    detail: known.has(person.userId)
      ? t('isStaffAlready')
      : [person.username === undefined ? undefined : `@${person.username}`, person.userId]
          .filter((part) => part !== undefined)
          .join(' · '),
  }))
  if (typedId !== undefined && users?.every(({ userId }) => userId !== typedId) === true) {
    options.push({ id: String(typedId), label: t('addId', { id: typedId }) })
  }
  return (
    <FindField
      label={t('addPerson')}
      placeholder={t('addPlaceholder')}
      query={query}
      options={query.trim() === '' ? [] : options}
      emptyText={query.trim() === '' || users === undefined ? undefined : t('nobodyFound')}
      onQuery={setQuery}
      onChoose={(id) => {
        const person = found?.users.find(({ userId }) => String(userId) === id)
        if (person !== undefined) onAdd([person])
        else if (typedId !== undefined) onAdd([{ userId: typedId, name: '' }])
        setQuery('')
      }}
    />
  )
}

interface FoundUsers {
  readonly query: string
  readonly users: readonly StaffMember[]
}

/** The last answer of the core, with its query. */
function useFoundUsers(query: string): FoundUsers | undefined {
  const [found, setFound] = useState<FoundUsers>()
  const wanted = query.trim()
  useEffect(() => {
    if (wanted === '') return
    let isCurrent = true
    const find = async (): Promise<void> => {
      const result = await core.calls['rules.findUsers']({ query: wanted })
      if (isCurrent) setFound({ query: wanted, users: result.ok ? result.value.users : [] })
    }
    const timer = setTimeout(() => {
      void find()
    }, settleMs)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [wanted])
  return found
}
