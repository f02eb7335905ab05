import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { type Candidate, CandidateLine } from './candidate-line.tsx'
import { CreateChannel } from './create-channel.tsx'
import { isPlain } from './describe-readers.ts'
import { orderCandidates } from './order-candidates.ts'
import { ReadersDialog } from './readers-dialog.tsx'
import styles from './team-page.module.css'

/** Two ways to a team channel: a group there is, or a new one. */
export function ChooseChannel(): ReactNode {
  const { t } = useTranslation('team')
  return (
    <>
      <h3>{t('choose.title')}</h3>
      <Candidates />
      <h3>{t('create.title')}</h3>
      <CreateChannel />
    </>
  )
}

const listCandidates = () => core.calls['team.listCandidates'](undefined)

function Candidates(): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const reading = useAnswer('team', listCandidates)
  const choosing = useCall('team')
  const [chosen, setChosen] = useState<ChatId>()
  const [asked, setAsked] = useState<Candidate>()
  const groups = reading.value?.groups
  const problem = reading.problem ?? choosing.problem
  return (
    <>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}{' '}
          {groups === undefined ? (
            <Button variant="link" onClick={reading.retry}>
              {common('retry')}
            </Button>
          ) : undefined}
        </p>
      )}
      {groups === undefined ? (
        problem === undefined ? (
          <p role="status" className={styles.dim}>
            {t('choose.reading')}
          </p>
        ) : undefined
      ) : groups.length === 0 ? (
        <p className={styles.dim}>{t('choose.none')}</p>
      ) : (
        <Groups
          groups={groups}
          busy={choosing.isBusy ? chosen : undefined}
          onChoose={(group) => {
            const { chatId } = group
            if (!isPlain(group.readers)) {
              setAsked(group)
              return
            }
            setChosen(chatId)
            choosing.run(() => core.calls['team.choose']({ chatId }))
          }}
        />
      )}
      {asked === undefined ? undefined : (
        <ReadersDialog
          chatId={asked.chatId}
          title={asked.title}
          onClose={() => {
            setAsked(undefined)
          }}
        />
      )}
    </>
  )
}

/** From this many on there is a search field. */
const manyGroups = 6
/** Only the first few of hundreds are offered; the others are found by name. */
const longestList = 20

interface GroupsProps {
  readonly groups: readonly Candidate[]
  readonly busy: ChatId | undefined
  readonly onChoose: (group: Candidate) => void
}

function Groups({ groups, busy, onChoose }: GroupsProps): ReactNode {
  const { t } = useTranslation('team')
  const [query, setQuery] = useState('')
  const found = orderCandidates(groups, query, ({ readers }) => !isPlain(readers))
  const shown = found.slice(0, longestList)
  return (
    <>
      {groups.length < manyGroups ? undefined : (
        <TextField
          label={t('choose.find')}
          isLabelHidden
          placeholder={t('choose.find')}
          type="search"
          value={query}
          autoComplete="off"
          onChange={(event) => {
            setQuery(event.target.value)
          }}
        />
      )}
      {shown.length === 0 ? (
        <p role="status" className={styles.dim}>
          {t('choose.noneFound')}
        </p>
      ) : (
        <ul className={styles.candidates} aria-label={t('choose.title')}>
          {shown.map((group) => (
            <CandidateLine
              key={group.chatId}
              group={group}
              isBusy={busy === group.chatId}
              isDisabled={busy !== undefined}
              onChoose={() => {
                onChoose(group)
              }}
            />
          ))}
        </ul>
      )}
      {found.length > shown.length ? (
        <p className={styles.dim}>{t('choose.more', { count: found.length - shown.length })}</p>
      ) : undefined}
    </>
  )
}
