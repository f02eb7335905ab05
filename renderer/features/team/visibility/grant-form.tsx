import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { GrantView, TeamPerson } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPeople } from '../../../entities/hooks.ts'
import { foldText } from '../../../lib/find/fold-text.ts'
import { useCoarseNowMs } from '../../../lib/time/use-row-times.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { Button } from '../../../ui/button.tsx'
import { FindField } from '../../../ui/find-field.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { expiryChoices, findUntilS, formatDateField, type ExpiryChoice } from './expiry.ts'
import { listCandidates } from './list-grants.ts'
import styles from './visibility.module.css'

interface Props {
  readonly chat: ChatView
  readonly grants: readonly GrantView[]
}

/** Shows the chat to one more person: who, for which task, until when. */
export function GrantForm({ chat, grants }: Props): ReactNode {
  const { t } = useTranslation('team')
  const candidates = listCandidates(useTeamPeople(), grants)
  const [query, setQuery] = useState('')
  const [personId, setPersonId] = useState<TeamPerson['userId']>()
  const [terms, setTerms] = useState<GrantTerms>({ task: '', expiry: 'open', date: '' })
  const [wrong, setWrong] = useState<'person' | 'date'>()
  const granting = useCall('team')
  const problem = wrong === undefined ? granting.problem : t(`visibility.problem.${wrong}`)
  const field = useRef<HTMLInputElement>(null)
  const person = candidates.find(({ userId }) => userId === personId)
  const found = findPeople(candidates, person?.name === query ? '' : query)
  const edited = (): void => {
    setWrong(undefined)
    granting.forget()
  }
  const grant = (): void => {
    const { task, expiry, date } = terms
    const until = findUntilS(expiry, date, windowClock.now())
    if (person === undefined || 'problem' in until) {
      setWrong(person === undefined ? 'person' : 'date')
      return
    }
    setWrong(undefined)
    granting.run(
      () =>
        core.calls['visibility.grant']({
          chatId: chat.id,
          userId: person.userId,
          ...(task.trim() === '' ? {} : { task }),
          ...(until.untilS === undefined ? {} : { untilS: until.untilS }),
        }),
      () => {
        setQuery('')
        setPersonId(undefined)
        setTerms((before) => ({ ...before, task: '' }))
        field.current?.focus()
      },
    )
  }
  if (candidates.length === 0) return <p className={styles.byRole}>{t('visibility.everybodySees')}</p>
  return (
    <form
      className={styles.form}
      aria-label={t('visibility.add')}
      onSubmit={(event) => {
        event.preventDefault()
        grant()
      }}
    >
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
        onQuery={(next) => {
          setQuery(next)
          edited()
        }}
        onChoose={(id) => {
          const chosen = candidates.find(({ userId }) => String(userId) === id)
          if (chosen === undefined) return
          setPersonId(chosen.userId)
          setQuery(chosen.name)
        }}
      />
      <Terms
        terms={terms}
        onChange={(change) => {
          setTerms((before) => ({ ...before, ...change }))
          if (change.date !== undefined) edited()
        }}
      />
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      <div className={styles.submit}>
        <Button type="submit" variant="primary" isBusy={granting.isBusy}>
          {person === undefined ? t('visibility.show') : t('visibility.showTo', { name: person.firstName })}
        </Button>
      </div>
    </form>
  )
}

interface GrantTerms {
  readonly task: string
  readonly expiry: ExpiryChoice
  /** Of the date field; counts with the expiry `date`. */
  readonly date: string
}

interface TermsProps {
  readonly terms: GrantTerms
  readonly onChange: (change: Partial<GrantTerms>) => void
}

/** For which task, and until when. */
function Terms({ terms: { task, expiry, date }, onChange }: TermsProps): ReactNode {
  const { t } = useTranslation('team')
  const nowMs = useCoarseNowMs()
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={t('visibility.taskField')}
          isLabelHidden
          placeholder={t('visibility.taskField')}
          value={task}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => {
            onChange({ task: event.target.value })
          }}
        />
        <Select
          label={t('visibility.expiry')}
          value={expiry}
          options={expiryChoices.map((value) => ({ value, label: t(`visibility.expiries.${value}`) }))}
          onChange={(next) => {
            onChange({ expiry: next })
          }}
        />
      </div>
      {expiry === 'date' ? (
        <TextField
          label={t('visibility.lastDay')}
          type="date"
          value={date}
          min={formatDateField(nowMs)}
          onChange={(event) => {
            onChange({ date: event.target.value })
          }}
        />
      ) : undefined}
    </>
  )
}

/** All of them, or whose name has what was typed. */
function findPeople(people: readonly TeamPerson[], query: string): readonly TeamPerson[] {
  const wanted = foldText(query.trim()).text
  return people.filter(({ name, username }) => foldText(`${name} ${username ?? ''}`).text.includes(wanted))
}
