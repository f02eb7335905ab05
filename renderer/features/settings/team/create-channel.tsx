import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { describeTeamProblem } from '../../team/index.ts'
import { ContactPicker } from './contact-picker.tsx'
import { notAddedStore } from './not-added.tsx'
import styles from './team-page.module.css'

/** A new private group with the colleagues in it. */
export function CreateChannel(): ReactNode {
  const { t } = useTranslation('team')
  const [title, setTitle] = useState(() => t('create.defaultTitle'))
  const [people, setPeople] = useState<readonly StaffMember[]>([])
  const [problem, setProblem] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const create = async (): Promise<void> => {
    if (title.trim() === '') {
      setProblem(t('create.noTitle'))
      return
    }
    setIsBusy(true)
    const result = await core.calls['team.create']({ title, userIds: people.map(({ userId }) => userId) })
    setIsBusy(false)
    setProblem(result.ok ? undefined : describeTeamProblem(result.error))
    if (result.ok) notAddedStore.setState({ people: result.value.notAdded })
  }
  return (
    <form
      className={styles.create}
      aria-label={t('create.title')}
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <TextField
        label={t('create.name')}
        value={title}
        maxLength={128}
        autoComplete="off"
        onChange={(event) => {
          setTitle(event.target.value)
          setProblem(undefined)
        }}
      />
      <ContactPicker people={people} onChange={setPeople} />
      <div className={styles.submit}>
        <span className={styles.dim}>{t('create.hint')}</span>
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {people.length === 0 ? t('create.create') : t('create.createWith', { count: people.length })}
        </Button>
      </div>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  )
}
