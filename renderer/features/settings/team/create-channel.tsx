import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { ContactPicker } from './contact-picker.tsx'
import { notAddedStore } from './not-added.tsx'
import styles from './team-page.module.css'

/** A new private group with the colleagues in it. */
export function CreateChannel(): ReactNode {
  const { t } = useTranslation('team')
  const [title, setTitle] = useState(() => t('create.defaultTitle'))
  const [contacts, setContacts] = useState<readonly StaffMember[]>([])
  const [isUntitled, setIsUntitled] = useState(false)
  const creating = useCall('team')
  const problem = isUntitled ? t('create.noTitle') : creating.problem
  const create = (): void => {
    const hasNoTitle = title.trim() === ''
    setIsUntitled(hasNoTitle)
    if (hasNoTitle) return
    creating.run(
      () => core.calls['team.create']({ title, userIds: contacts.map(({ userId }) => userId) }),
      ({ notAdded }) => {
        notAddedStore.setState({ notAdded })
      },
    )
  }
  return (
    <form
      className={styles.create}
      aria-label={t('create.title')}
      onSubmit={(event) => {
        event.preventDefault()
        create()
      }}
    >
      <TextField
        label={t('create.name')}
        value={title}
        maxLength={128}
        autoComplete="off"
        onChange={(event) => {
          setTitle(event.target.value)
          setIsUntitled(false)
          creating.forget()
        }}
      />
      <ContactPicker contacts={contacts} onChange={setContacts} />
      <div className={styles.submit}>
        <span className={styles.dim}>{t('create.hint')}</span>
        <Button type="submit" variant="primary" isBusy={creating.isBusy}>
          {contacts.length === 0 ? t('create.create') : t('create.createWith', { count: contacts.length })}
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
