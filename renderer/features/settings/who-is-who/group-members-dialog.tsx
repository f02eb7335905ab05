import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import type { MethodOutput } from '#shared/rpc/define-contract.ts'
import { core, entities } from '../../../entities/core.ts'
import { type Answer, useAnswer } from '../../../lib/failure/use-answer.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { FindField } from '../../../ui/find-field.tsx'
import styles from '../settings.module.css'
import { findGroups } from './find-groups.ts'
import { Members } from './group-members.tsx'

interface Props {
  readonly staff: readonly StaffMember[]
  readonly onTake: (added: readonly StaffMember[]) => void
  readonly onClose: () => void
}

/** Adds staff from a group: choose the group, then tick who answers customers. */
export function GroupMembersDialog({ staff, onTake, onClose }: Props): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { t: common } = useTranslation('common')
  const [query, setQuery] = useState('')
  const [group, setGroup] = useState<ChatId>()
  const [ticked, setTicked] = useState<ReadonlySet<UserId>>(new Set())
  const reading = useMembers(group)
  const members = reading.value?.members
  const groups = useMemo(() => findGroups([...entities.chats.getState().byId.values()], query), [query])
  const taken = (members ?? []).filter(({ userId }) => ticked.has(userId))
  const take = (): void => {
    if (taken.length === 0) return
    onTake(taken)
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('groupTitle')}
      description={t('groupHint')}
      onSubmit={take}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl Enter" disabled={taken.length === 0} onClick={take}>
            {taken.length === 0 ? t('add') : t('take', { count: taken.length })}
          </Button>
        </>
      }
    >
      <FindField
        label={t('groupField')}
        placeholder={t('groupPlaceholder')}
        query={query}
        options={groups.map(({ id, title }) => ({ id: String(id), label: title }))}
        emptyText={t('noGroup')}
        onQuery={setQuery}
        onChoose={(id) => {
          const chosen = groups.find((chat) => String(chat.id) === id)
          if (chosen === undefined) return
          setQuery(chosen.title)
          setGroup(chosen.id)
          setTicked(new Set())
        }}
      />
      {members !== undefined && members.length > 0 ? (
        <Members key={group} members={members} staff={staff} ticked={ticked} onTick={setTicked} />
      ) : group === undefined ? undefined : (
        <p role="status" className={reading.problem === undefined ? styles.dim : styles.problem}>
          {reading.problem ?? t(members === undefined ? 'readingMembers' : 'noMembers')}
        </p>
      )}
    </Dialog>
  )
}

function useMembers(group: ChatId | undefined): Answer<MethodOutput<CoreContract, 'rules.readMembers'>> {
  const ask = useMemo(
    () => (group === undefined ? undefined : () => core.calls['rules.readMembers']({ chatId: group })),
    [group],
  )
  return useAnswer('rules', ask)
}
