import { Lock, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import styles from './composer.module.css'

export type BlockedReason = Exclude<ConversationView['writing'], 'allowed'>

interface Props {
  readonly reason: BlockedReason
  readonly isAboveField?: boolean
  /** Begins an internal note, or makes one of what is typed; undefined where there are no notes. */
  readonly onNote?: (() => void) | undefined
}

/** Shown instead of the field when writing is not allowed, or above it as long as something is typed there. */
export function BlockedLine({ reason, isAboveField = false, onNote }: Props): ReactNode {
  const { t } = useTranslation('composer')
  return (
    <div className={isAboveField ? styles.blockedBar : styles.blocked} role="note">
      <Lock aria-hidden="true" size={14} />
      <span>
        {t(`blocked.${reason}`)}
        {isAboveField && ` ${t('blockedKept')}`}
      </span>
      {onNote !== undefined && (
        <button type="button" className={styles.toNote} onClick={onNote}>
          <StickyNote aria-hidden="true" size={13} />
          {t(isAboveField ? 'toNote' : 'writeNote')}
        </button>
      )}
    </div>
  )
}
