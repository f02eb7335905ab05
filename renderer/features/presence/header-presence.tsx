import { Eye, PenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { usePresenceIn } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import styles from './presence.module.css'
import { useNames } from './use-names.ts'

/** Colleagues in the open chat: who writes, and who looks at it. */
export function HeaderPresence({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const { t } = useTranslation('presence')
  const there = usePresenceIn(chatId)
  const joinNames = useNames()
  if (there.length === 0) return undefined
  const writing = there.filter(({ isWriting }) => isWriting)
  const here = there.filter(({ isWriting }) => !isWriting)
  return (
    <span className={styles.header} data-header-presence="" title={there.map(({ name }) => name).join(', ')}>
      {writing.length > 0 && (
        <span className={joinClasses(styles.writing)}>
          <PenLine size={11} aria-hidden="true" />{' '}
          {t(writing.length === 1 ? 'writing' : 'writingMany', { names: joinNames(writing) })}
        </span>
      )}
      {writing.length > 0 && here.length > 0 && ' · '}
      {here.length > 0 && (
        <span>
          <Eye size={11} aria-hidden="true" />{' '}
          {t(here.length === 1 ? 'here' : 'hereMany', { names: joinNames(here) })}
        </span>
      )}
      {' · '}
    </span>
  )
}
