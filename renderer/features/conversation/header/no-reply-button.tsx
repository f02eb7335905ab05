import { CheckCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { useShortcutLabel } from '../../../lib/hotkeys/use-shortcut.ts'
import { Tooltip } from '../../../ui/tooltip.tsx'
import { sayNoReplyNeeded } from '../../triage/index.ts'
import styles from './conversation-header.module.css'

/** Stops the clock without an answer; in a narrow window it is an icon. */
export function NoReplyButton({ chatId }: { readonly chatId: ChatId }): ReactNode {
  const { t } = useTranslation('triage')
  const keys = useShortcutLabel('chat.noReply')
  return (
    <Tooltip text={t('noReplyHint')} shortcut={keys}>
      <button
        type="button"
        className={styles.noReply}
        aria-label={t('noReply')}
        onClick={() => {
          void sayNoReplyNeeded(chatId)
        }}
      >
        <CheckCheck size={14} aria-hidden="true" />
        <span>{t('noReply')}</span>
      </button>
    </Tooltip>
  )
}
