import { AtSign, Bell, Pin, Star } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { Section } from '#shared/contract/entities/triage.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import styles from './chat-row.module.css'
import { chooseMarks, listMarks, type RowMark } from './row-icons.ts'

interface Props {
  readonly chat: ChatView | undefined
  readonly section: Section
}

/** The most important mark of the row, the next one small in its corner, and words for all of them. */
export function RowIcon({ chat, section }: Props): ReactNode {
  const { t } = useTranslation('chat-list')
  const { t: alarmWords } = useTranslation('alarms')
  const alarm = chat?.alarm
  const marked = {
    section,
    isAlarmed: alarm !== undefined,
    isMentioned: (chat?.unreadMentionCount ?? 0) > 0,
    isStarred: chat?.star !== undefined,
    isPinned: chat?.isPinned ?? false,
  }
  const { main, extra } = chooseMarks(marked)
  if (main === undefined) return <span className={styles.icon} />
  const note = chat?.star?.note
  const describeMark = (mark: RowMark): string => {
    if (mark === 'star' && note !== undefined) return t('mark.starNote', { note })
    if (mark !== 'alarm' || alarm === undefined) return t(`mark.${mark}`)
    return alarm.takenBy === undefined
      ? alarmWords('row.open')
      : alarmWords('row.taken', { name: alarm.takenBy })
  }
  const words = listMarks(marked)
    .map((mark) => describeMark(mark))
    .join(', ')
  const isUntaken = main === 'alarm' && alarm !== undefined && alarm.takenBy === undefined
  return (
    <span
      className={joinClasses(styles.icon, styles[main], isUntaken && styles.blinking)}
      role="img"
      aria-label={words}
      title={words}
    >
      <MarkIcon mark={main} size={main === 'alarm' ? 11 : 13} />
      {extra === undefined ? undefined : (
        <i className={joinClasses(styles.extra, styles[extra])}>
          <MarkIcon mark={extra} size={8} />
        </i>
      )}
    </span>
  )
}

const icons = { alarm: Bell, mention: AtSign, star: Star, pin: Pin } as const satisfies Record<
  RowMark,
  unknown
>

function MarkIcon({ mark, size }: { readonly mark: RowMark; readonly size: number }): ReactNode {
  const Icon = icons[mark]
  return <Icon size={size} fill={mark === 'star' ? 'currentColor' : 'none'} aria-hidden="true" />
}
