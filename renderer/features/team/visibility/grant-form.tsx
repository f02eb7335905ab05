import { type ReactNode, type RefObject, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { GrantView, TeamPerson } from '#shared/contract/entities/team.ts'
import { useColleagues } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { FindField } from '../../../ui/find-field.tsx'
import { type GrantTerms, Terms } from './grant-terms.tsx'
import { findColleagues, listCandidates } from './list-grants.ts'
import { useGrant } from './use-grant.ts'
import styles from './visibility.module.css'

interface Props {
  readonly chat: ChatView
  readonly grants: readonly GrantView[]
}

/** Shows the chat to one more person: who, for which task, until when. */
export function GrantForm({ chat, grants }: Props): ReactNode {
  const { t } = useTranslation('team')
  const candidates = listCandidates(useColleagues(), grants)
  const [query, setQuery] = useState('')
  const [personId, setPersonId] = useState<TeamPerson['userId']>()
  const [terms, setTerms] = useState<GrantTerms>({ task: '', expiry: 'open', date: '' })
  const { isBusy, wrong, problem: refusal, grant, forget } = useGrant(chat.id)
  const problem = wrong === undefined ? refusal : t(`visibility.problem.${wrong}`)
  const field = useRef<HTMLInputElement>(null)
  const person = candidates.find(({ userId }) => userId === personId)
  const beginAgain = (): void => {
    setQuery('')
    setPersonId(undefined)
    setTerms((before) => ({ ...before, task: '' }))
    field.current?.focus()
  }
  if (candidates.length === 0) return <p className={styles.byRole}>{t('visibility.everybodySees')}</p>
  return (
    <form
      className={styles.form}
      aria-label={t('visibility.add')}
      onSubmit={(event) => {
        event.preventDefault()
        grant(person, terms, beginAgain)
      }}
    >
      <PersonField
        field={field}
        colleagues={candidates}
        chosen={person}
        query={query}
        onQuery={(next) => {
          setQuery(next)
          forget()
        }}
        onChoose={({ userId, name }) => {
          setPersonId(userId)
          setQuery(name)
        }}
      />
      <Terms
        terms={terms}
        onChange={(change) => {
          setTerms((before) => ({ ...before, ...change }))
          if (change.date !== undefined) forget()
        }}
      />
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.submit}>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {person === undefined ? t('visibility.show') : t('visibility.showTo', { name: person.firstName })}
        </Button>
      </div>
    </form>
  )
}

interface PersonProps {
  readonly field: RefObject<HTMLInputElement | null>
  readonly colleagues: readonly TeamPerson[]
  readonly chosen: TeamPerson | undefined
  readonly query: string
  readonly onQuery: (query: string) => void
  readonly onChoose: (person: TeamPerson) => void
}

/** Finds the person; once somebody is chosen, everybody is offered again. */
function PersonField({ field, colleagues, chosen, query, onQuery, onChoose }: PersonProps): ReactNode {
  const { t } = useTranslation('team')
  const found = findColleagues(colleagues, chosen?.name === query ? '' : query)
  return (
    <FindField
      field={field}
      label={t('visibility.person')}
      placeholder={t('visibility.person')}
      query={query}
      options={found.map(({ userId, name, role }) => ({
        id: String(userId),
        label: name,
        detail: role === undefined ? t('role.none') : t(`role.${role}`),
      }))}
      emptyText={t('visibility.nobodyFound')}
      onQuery={onQuery}
      onChoose={(id) => {
        const person = colleagues.find(({ userId }) => String(userId) === id)
        if (person !== undefined) onChoose(person)
      }}
    />
  )
}
