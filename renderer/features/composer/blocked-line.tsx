import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import styles from './composer.module.css'

interface Props {
  readonly reason: Exclude<ConversationView['writing'], 'allowed'>
}

/** Shown instead of the field when writing is not allowed. */
export function BlockedLine({ reason }: Props): ReactNode {
  const { t } = useTranslation('composer')
  return (
    <div className={styles.blocked} role="note">
      <Lock aria-hidden="true" size={14} />
      <span>{t(`blocked.${reason}`)}</span>
    </div>
  )
}
