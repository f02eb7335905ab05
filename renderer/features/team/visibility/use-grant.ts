import { useState } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { findUntilS } from './expiry.ts'
import type { GrantTerms } from './grant-terms.tsx'

interface Granting {
  readonly isBusy: boolean
  /** The field that is missing or invalid. */
  readonly wrong: 'person' | 'date' | undefined
  /** Why it was refused, in words. */
  readonly problem: string | undefined
  readonly grant: (person: TeamPerson | undefined, terms: GrantTerms, onDone: () => void) => void
  /** Clears the problem after an edit. */
  readonly forget: () => void
}

/** Shows a chat to one more person. */
export function useGrant(chatId: ChatId): Granting {
  const [wrong, setWrong] = useState<'person' | 'date'>()
  const { isBusy, problem, run, forget } = useCall('team')
  return {
    isBusy,
    wrong,
    problem,
    grant: (person, { task, expiry, date }, onDone) => {
      const until = findUntilS(expiry, date, windowClock.now())
      if (person === undefined || 'problem' in until) {
        setWrong(person === undefined ? 'person' : 'date')
        return
      }
      setWrong(undefined)
      run(
        () =>
          core.calls['visibility.grant']({
            chatId,
            userId: person.userId,
            ...(task.trim() === '' ? {} : { task }),
            ...(until.untilS === undefined ? {} : { untilS: until.untilS }),
          }),
        onDone,
      )
    },
    forget: () => {
      setWrong(undefined)
      forget()
    },
  }
}
