import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { useSessionPart } from '../../../entities/hooks.ts'
import { foldText } from '../../../lib/find/fold-text.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import styles from '../settings.module.css'
import whoIsWhoStyles from './who-is-who.module.css'

interface Props {
  readonly members: readonly StaffMember[]
  readonly staff: readonly StaffMember[]
  readonly ticked: ReadonlySet<UserId>
  readonly onTick: (ticked: ReadonlySet<UserId>) => void
}

/** From this many on there is a search field. */
const manyMembers = 12

/** The members of a group; those who are staff already are ticked and stay so. */
export function Members({ members, staff, ticked, onTick }: Props): ReactNode {
  const { t } = useTranslation('who-is-who')
  const me = useSessionPart((session) => session?.me?.id)
  const [query, setQuery] = useState('')
  const isStaff = (userId: UserId): boolean =>
    userId === me || staff.some((member) => member.userId === userId)
  const shown = findMembers(members, query)
  const open = shown.flatMap(({ userId }) => (isStaff(userId) ? [] : [userId]))
  const tick = (userIds: readonly UserId[], isOn: boolean): void => {
    const next = new Set(ticked)
    for (const userId of userIds) {
      if (isOn) next.add(userId)
      else next.delete(userId)
    }
    onTick(next)
  }
  return (
    <>
      <div className={whoIsWhoStyles.membersTop}>
        <AllMembers open={open} ticked={ticked} onTick={tick} />
        {members.length < manyMembers ? undefined : (
          <div className={styles.grow}>
            <TextField
              label={t('filterMembers')}
              isLabelHidden
              placeholder={t('filterMembers')}
              value={query}
              autoComplete="off"
              onChange={(event) => {
                setQuery(event.target.value)
              }}
            />
          </div>
        )}
      </div>
      <ul className={whoIsWhoStyles.members}>
        {shown.map((member) => (
          <Member
            key={member.userId}
            member={member}
            standing={member.userId === me ? 'self' : isStaff(member.userId) ? 'staff' : 'other'}
            isTicked={ticked.has(member.userId)}
            onTick={tick}
          />
        ))}
      </ul>
    </>
  )
}

type Tick = (userIds: readonly UserId[], isOn: boolean) => void

interface AllProps {
  /** Those who are shown and are not staff yet. */
  readonly open: readonly UserId[]
  readonly ticked: ReadonlySet<UserId>
  readonly onTick: Tick
}

/** Ticks everybody who is shown. */
function AllMembers({ open, ticked, onTick }: AllProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const tickedCount = open.filter((userId) => ticked.has(userId)).length
  return (
    <Checkbox
      isOn={open.length > 0 && tickedCount === open.length}
      isMixed={tickedCount > 0 && tickedCount < open.length}
      isDisabled={open.length === 0}
      onChange={(isOn) => {
        onTick(open, isOn)
      }}
    >
      {t('allMembers')}
    </Checkbox>
  )
}

interface MemberProps {
  readonly member: StaffMember
  readonly standing: 'self' | 'staff' | 'other'
  readonly isTicked: boolean
  readonly onTick: Tick
}

function Member({ member: { userId, name, username }, standing, isTicked, onTick }: MemberProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const handle = username === undefined ? '' : `@${username}`
  return (
    <li>
      <Checkbox
        isLine
        isOn={standing !== 'other' || isTicked}
        isDisabled={standing !== 'other'}
        onChange={(isOn) => {
          onTick([userId], isOn)
        }}
      >
        <bdi className={whoIsWhoStyles.personName}>
          {name === '' ? t('unknownName', { id: userId }) : name}
        </bdi>
        <span className={whoIsWhoStyles.handle}>
          {standing === 'other' ? handle : t(standing === 'self' ? 'you' : 'isStaffAlready')}
        </span>
        <span className={whoIsWhoStyles.id}>{userId}</span>
      </Checkbox>
    </li>
  )
}

/** Those whose name, handle or id has what was typed. */
function findMembers(members: readonly StaffMember[], query: string): readonly StaffMember[] {
  const wanted = foldText(query.trim()).text
  return members.filter(({ name, username, userId }) =>
    foldText(`${name} ${username ?? ''} ${userId}`).text.includes(wanted),
  )
}
