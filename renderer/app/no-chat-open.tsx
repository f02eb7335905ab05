import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListCount, useListUnreadCount, useRules, useTriagePart } from '../entities/hooks.ts'
import { useAnswered } from '../features/chat-list/index.ts'
import { useShortcutLabel } from '../lib/hotkeys/use-shortcut.ts'
import type { ShortcutId } from '../lib/hotkeys/shortcuts.ts'
import { Kbd } from '../ui/kbd.tsx'
import styles from './app.module.css'

/** Shown while no chat is open: the state of the lists, and the keys to start with. */
export function NoChatOpen(): ReactNode {
  const { t } = useTranslation('common')
  return (
    <div className={styles.empty}>
      <Summary />
      <dl className={styles.hints}>
        <Hint id="chat.nextUnread" text={t('empty.hintUnread')} />
        <Hint id="switcher.open" text={t('empty.hintFind')} />
        <Hint id="chat.noReply" text={t('empty.hintNoReply')} />
        <Hint id="chat.star" text={t('empty.hintStar')} />
        <Hint id="shortcuts.open" text={t('empty.hintShortcuts')} />
      </dl>
    </div>
  )
}

function Summary(): ReactNode {
  const { t } = useTranslation('common')
  const { t: words } = useTranslation('triage')
  const { isSetUp } = useRules()
  const chatCount = useListCount('main')
  const unreadCount = useListUnreadCount('main')
  const isReading = useTriagePart((triage) => triage?.reading !== undefined)
  const waitingCount = useTriagePart((triage) => triage?.counts.waiting ?? 0)
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  const answered = useAnswered(useTriagePart((triage) => triage?.lastAnswerAtS))
  const redKeys = useShortcutLabel('chat.nextRed')
  if (chatCount === 0) return <h1>{t('empty.title')}</h1>
  const chats = t('empty.summary', { count: chatCount })
  const unread = unreadCount === 0 ? t('empty.allRead') : t('empty.unread', { count: unreadCount })
  if (!isSetUp) return <Words title={t('empty.title')} text={`${chats}, ${unread}`} />
  if (waitingCount > 0) {
    const waiting = words('counts.waiting', { count: waitingCount })
    const title = redCount === 0 ? waiting : `${words('counts.red', { count: redCount })}, ${waiting}`
    return redKeys === undefined ? (
      <Words title={title} text={`${chats}, ${unread}`} />
    ) : (
      <Words title={title} text={t('empty.openLongest', { keys: redKeys })} isUrgent={redCount > 0} />
    )
  }
  return (
    <Words
      title={t(isReading ? 'empty.nobodySoFar' : 'empty.nobodyWaits')}
      text={[chats, answered ?? unread].join(', ')}
    />
  )
}

interface WordsProps {
  readonly title: string
  readonly text: string
  readonly isUrgent?: boolean
}

function Words({ title, text, isUrgent = false }: WordsProps): ReactNode {
  return (
    <>
      <h1 className={isUrgent ? styles.urgent : undefined}>{title}</h1>
      <p className={styles.summary}>{text}</p>
    </>
  )
}

/** A shortcut without keys is not listed. */
function Hint({ id, text }: { readonly id: ShortcutId; readonly text: string }): ReactNode {
  const keys = useShortcutLabel(id)
  if (keys === undefined) return undefined
  return (
    <>
      <dt>
        <Kbd>{keys}</Kbd>
      </dt>
      <dd>{text}</dd>
    </>
  )
}
