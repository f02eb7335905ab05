import { Eye, PenLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { usePresenceIn } from '../../entities/hooks.ts'
import { useNames } from './use-names.ts'
import styles from './presence.module.css'

/** Whether a colleague looks at the chat or writes in it; its tooltip says who. */
export function RowPresence({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const { t } = useTranslation('presence')
  const there = usePresenceIn(chatId)
  const joinNames = useNames()
  if (there.length === 0) return undefined
  const writing = there.filter(({ isWriting }) => isWriting)
  const here = there.filter(({ isWriting }) => !isWriting)
  const words = [
    ...(writing.length > 0 ? [t('rowWriting', { names: joinNames(writing) })] : []),
    ...(here.length > 0 ? [t('rowHere', { names: joinNames(here) })] : []),
  ].join('\n')
  const Icon = writing.length > 0 ? PenLine : Eye
  return (
    <span
      className={styles.row}
      role="img"
      aria-label={words}
      title={words}
      data-presence={writing.length > 0 ? 'writing' : 'here'}
    >
      <Icon size={12} aria-hidden="true" />
    </span>
  )
}
