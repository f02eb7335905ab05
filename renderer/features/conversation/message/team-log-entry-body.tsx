import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeBlock } from '../text/code-block.tsx'
import { RichText } from '../text/rich-text.tsx'
import type { TeamLogEntry } from '../model/team-log-entry.ts'
import styles from './team-log-entry.module.css'

interface Props {
  readonly entry: TeamLogEntry
  /** The author of the log entry. */
  readonly author: string
}

/** A message of the team's log: the line for people, and what consoles read on request. */
export function TeamLogEntryBody({ entry, author }: Props): ReactNode {
  const { t } = useTranslation('presence')
  const [isShown, setIsShown] = useState(false)
  const blockId = useId()
  return (
    <div data-team-log-entry={entry.kind}>
      <div className={styles.entry}>
        {entry.kind === 'entry' && <RichText text={entry.readable} />}
        {entry.kind === 'part' && (
          <span className={styles.muted}>{t('teamLogPart', { part: entry.part, parts: entry.parts })}</span>
        )}
        {entry.kind === 'presence' && (
          <span className={styles.muted}>{t('presenceOf', { name: `\u2068${author}\u2069` })}</span>
        )}
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isShown}
          aria-controls={blockId}
          onClick={() => {
            setIsShown(!isShown)
          }}
        >
          {t(isShown ? 'hideTeamLogEntry' : 'teamLogEntry')}
        </button>
      </div>
      <div id={blockId} hidden={!isShown}>
        {isShown && <CodeBlock code={entry.json} language="watchfloor" />}
      </div>
    </div>
  )
}
