import { Pin, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import { useShortcutLabels } from '../../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { togglePin, toggleStar } from '../../triage/index.ts'
import styles from './conversation-header.module.css'

/** Star and pin of the open chat; each shows how it is and changes it. */
export function MarkButtons({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('triage')
  const labelOf = useShortcutLabels()
  const starKeys = labelOf('chat.star')
  const pinKeys = labelOf('chat.pin')
  const { id, star, isPinned } = chat
  const starLabel =
    star === undefined
      ? t('mark.star')
      : star.note === undefined
        ? t('mark.starred')
        : t('mark.starredWith', { note: star.note })
  return (
    <span className={styles.marks}>
      <IconButton
        label={starLabel}
        {...(starKeys === undefined ? {} : { shortcut: starKeys })}
        aria-pressed={star !== undefined}
        icon={
          <Star size={14} aria-hidden="true" className={star === undefined ? undefined : styles.starred} />
        }
        onClick={() => {
          void toggleStar(id)
        }}
      />
      <IconButton
        label={t(isPinned ? 'mark.pinned' : 'mark.pin')}
        {...(pinKeys === undefined ? {} : { shortcut: pinKeys })}
        aria-pressed={isPinned}
        icon={<Pin size={14} aria-hidden="true" className={isPinned ? styles.pinned : undefined} />}
        onClick={() => {
          void togglePin(id)
        }}
      />
    </span>
  )
}
