import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeBlock } from '../text/code-block.tsx'
import { RichText } from '../text/rich-text.tsx'
import type { LogEntry } from '../model/log-entry.ts'
import styles from './log-entry.module.css'

interface Props {
  readonly entry: LogEntry
  /** The author of the log entry. */
  readonly author: string
}

/** A message of the team's log: the line for people, and what consoles read on request. */
export function LogEntryBody({ entry, author }: Props): ReactNode {
  const { t } = useTranslation('presence')
  const [isShown, setIsShown] = useState(false)
  const blockId = useId()
  return (
    <div data-log-entry={entry.kind}>
      <div className={styles.logEntry}>
        {entry.kind === 'entry' && <RichText text={entry.readable} />}
        {entry.kind === 'part' && (
          <span className={styles.logMuted}>{t('logPart', { part: entry.part, parts: entry.parts })}</span>
        )}
        {entry.kind === 'presence' && (
          <span className={styles.logMuted}>{t('presenceOf', { name: `\u2068${author}\u2069` })}</span>
        )}
        <button
          type="button"
          className={styles.logToggle}
          aria-expanded={isShown}
          aria-controls={blockId}
          onClick={() => {
            setIsShown(!isShown)
          }}
        >
          {t(isShown ? 'hideLogEntry' : 'logEntry')}
        </button>
      </div>
      <div id={blockId} hidden={!isShown}>
        {isShown && <CodeBlock code={entry.json} language="watchfloor" />}
      </div>
    </div>
  )
}
