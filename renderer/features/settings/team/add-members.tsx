import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { ContactPicker } from './contact-picker.tsx'
import { notAddedStore } from './not-added.tsx'
import styles from './team-page.module.css'

/** Adds colleagues to the channel; those who could not be added are listed on the page behind. */
export function AddMembersDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const { t: names } = useTranslation('who-is-who')
  const [contacts, setContacts] = useState<readonly StaffMember[]>([])
  const { isBusy, problem, run } = useCall('team')
  const submit = (): void => {
    if (contacts.length === 0) return
    run(
      () => core.calls['team.addMembers']({ userIds: contacts.map(({ userId }) => userId) }),
      ({ notAdded }) => {
        notAddedStore.setState({ notAdded })
        onClose()
      },
    )
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('colleagues.addTitle')}
      description={t('colleagues.addText')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button
            variant="primary"
            shortcut="Ctrl Enter"
            isBusy={isBusy}
            disabled={contacts.length === 0}
            onClick={submit}
          >
            {contacts.length === 0 ? names('add') : t('colleagues.addCount', { count: contacts.length })}
          </Button>
        </>
      }
    >
      <ContactPicker contacts={contacts} onChange={setContacts} />
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  )
}
