import { PenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { usePresenceIn } from '../../entities/hooks.ts'
import styles from './presence.module.css'
import { useNames } from './use-names.ts'

/** Above the field: somebody else writes an answer here now. It warns, and locks nothing. */
export function WritingWarning({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const { t } = useTranslation('presence')
  const writing = usePresenceIn(chatId).filter(({ isWriting }) => isWriting)
  const joinNames = useNames()
  return (
    // The live region is always in the document: only what appears inside it is read out.
    <div role="status">
      {writing.length > 0 && (
        <p className={styles.warning} data-writing-warning="">
          <PenLine size={13} aria-hidden="true" />
          {t(writing.length === 1 ? 'warning' : 'warningMany', { names: joinNames(writing) })}
        </p>
      )}
    </div>
  )
}
