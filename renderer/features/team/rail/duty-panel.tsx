import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { useTeamPart, useColleagues } from '../../../entities/hooks.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { Button } from '../../../ui/button.tsx'
import { joinClasses } from '../../../ui/join-classes.ts'
import { ShortField } from '../../../ui/short-field.tsx'
import { useDutyWords } from '../use-duty-words.ts'
import { findBackAfter, pausesMin, readBackAt } from './back-at.ts'
import { listDuty } from './describe-duty.ts'
import { setDuty } from './duty.ts'
import styles from './duty.module.css'

/** Who is on duty since when, who is back when, and my own part in it. */
export function DutyPanel(): ReactNode {
  const { t } = useTranslation('team')
  const colleagues = listDuty(useColleagues())
  return (
    <>
      {colleagues.length === 0 ? (
        <p className={styles.none}>{t('duty.nobody')}</p>
      ) : (
        <ul className={styles.people} aria-label={t('duty.title')}>
          {colleagues.map((person) => (
            <Person key={person.userId} person={person} />
          ))}
        </ul>
      )}
      <Mine />
    </>
  )
}

function Person({ person }: { readonly person: TeamPerson }): ReactNode {
  const { t } = useTranslation('team')
  const when = useDutyWords(person)
  return (
    <li className={styles.person} data-user-id={person.userId} data-on-duty={person.isOnDuty}>
      <span className={joinClasses(styles.dot, person.isOnDuty && styles.onDuty)} aria-hidden="true" />
      <bdi className={styles.name}>
        {person.isSelf ? t('duty.self', { name: person.firstName }) : person.name}
      </bdi>
      <span className={styles.when}>{when}</span>
    </li>
  )
}

function Mine(): ReactNode {
  const { t } = useTranslation('team')
  const amOnDuty = useTeamPart((team) => team.amOnDuty)
  const canTurn = useTeamPart(({ myRole }) => myRole !== undefined)
  if (!canTurn) return <p className={styles.none}>{t('duty.noRole')}</p>
  return (
    <>
      <div className={styles.me}>
        <Button
          variant={amOnDuty ? 'plain' : 'primary'}
          onClick={() => {
            void setDuty(!amOnDuty)
          }}
        >
          {t(amOnDuty ? 'duty.goOff' : 'duty.goOn')}
        </Button>
      </div>
      <BackAt amOnDuty={amOnDuty} />
    </>
  )
}

/** Going off, or being off, with a time of coming back. */
function BackAt({ amOnDuty }: { readonly amOnDuty: boolean }): ReactNode {
  const { t } = useTranslation('team')
  const [text, setText] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const goOff = async (backAtS: number): Promise<void> => {
    if (await setDuty(false, backAtS)) setText('')
  }
  const commit = (): void => {
    if (text.trim() === '') return
    const backAtS = readBackAt(text, windowClock.now())
    setIsWrong(backAtS === undefined)
    if (backAtS !== undefined) void goOff(backAtS)
  }
  return (
    // A typed time is submitted by Enter or the button: leaving the field must not end anybody's duty.
    <form
      className={styles.back}
      aria-label={t('duty.backLabel')}
      onSubmit={(event) => {
        event.preventDefault()
        commit()
      }}
    >
      <span>{t(amOnDuty ? 'duty.offAndBack' : 'duty.backIn')}</span>
      {pausesMin.map((pauseMin) => (
        <Button
          key={pauseMin}
          aria-label={t(amOnDuty ? 'duty.offFor' : 'duty.backAfter', { count: pauseMin })}
          onClick={() => {
            void goOff(findBackAfter(pauseMin, windowClock.now()))
          }}
        >
          {t('duty.minutes', { count: pauseMin })}
        </Button>
      ))}
      <span className={styles.orAt}>{t('duty.orAt')}</span>
      <ShortField
        label={t('duty.backAtTime')}
        placeholder={t('duty.timePlaceholder')}
        inputMode="text"
        value={text}
        isInvalid={isWrong}
        onChange={(value) => {
          setText(value)
          setIsWrong(false)
        }}
      />
      <Button type="submit" disabled={text.trim() === ''}>
        {t('duty.setTime')}
      </Button>
      {isWrong ? (
        <span role="alert" className={styles.problem}>
          {t('duty.timeProblem')}
        </span>
      ) : undefined}
    </form>
  )
}
