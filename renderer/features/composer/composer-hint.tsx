import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { maxMessageLength } from '#shared/contract/core-contract.ts'
import { maxNoteLength } from '#shared/contract/team-calls.ts'
import { readNoteText } from '#shared/domain/notes/note-text.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { Kbd } from '../../ui/kbd.tsx'
import { describeFailure } from '../../lib/failure/describe-failure.ts'
import styles from './composer.module.css'
import { parseMarkdown } from './markdown/parse-markdown.ts'
import type { ComposerProblem, ComposerState } from './model/composer-state.ts'

/** The counter appears when this many characters are left. */
const counterFrom = 300

/** What the text is: a message, a message that would be a note if it began with `!`, or an internal note. */
export type ComposerMode = 'message' | 'message_or_note' | 'note'

interface Props {
  readonly state: ComposerState
  readonly text: string
  readonly mode: ComposerMode
  /** This account may not write in the chat: only notes are saved. */
  readonly isBlocked: boolean
  readonly sendKey: SettingsView['sendKey']
  readonly onSubmit: () => void
}

/** The line below the field: what is wrong, what is left of the limit, and the key that sends. */
export function ComposerHint({ state, text, mode, isBlocked, sendKey, onSubmit }: Props): ReactNode {
  const { t } = useTranslation('composer')
  const { t: noteWords } = useTranslation('notes')
  const { editing, isBusy, problem, draftProblem, carried } = state
  const isNote = mode === 'note'
  const said = isNote ? (readNoteText(text) ?? '') : text
  const max = isNote ? maxNoteLength : maxMessageLength
  // Marks only make a text shorter, so nothing is parsed while it is far from the limit.
  const length =
    isNote || text.length < maxMessageLength - counterFrom
      ? said.length
      : parseMarkdown(text, editing?.carried ?? carried).text.trim().length
  const left = max - length
  const isTooLong = left < 0
  const isEmpty = drawsNothing(said)

  const describe = (): string | undefined => {
    if (isTooLong)
      return isNote
        ? noteWords('composer.tooLong', { count: -left, max })
        : t('tooLong', { count: -left, max })
    if (problem !== undefined && problem.code !== 'text_too_long') return explain(problem)
    if (draftProblem !== undefined) return t('draftNotKept', { reason: explain(draftProblem) })
    return undefined
  }
  const words = describe()
  const label = isNote ? noteWords('composer.save') : editing === undefined ? t('send') : t('save')
  const busyLabel = isNote ? noteWords('composer.saving') : editing === undefined ? t('sending') : t('saving')
  return (
    <div className={styles.hint}>
      <output className={isTooLong || problem !== undefined ? styles.problem : styles.warning}>
        {words}
      </output>
      <span className={styles.space} />
      {isNote ? (
        <span>{noteWords('composer.mention')}</span>
      ) : (
        mode === 'message_or_note' && (
          <span title={noteWords('composer.hintTitle')}>! {noteWords('composer.hint')}</span>
        )
      )}
      {!isTooLong && left < counterFrom && (
        <span className={styles.counter}>{t('counter', { count: left })}</span>
      )}
      <button
        type="button"
        className={styles.send}
        disabled={isEmpty || isTooLong || isBusy || (isBlocked && !isNote)}
        onClick={onSubmit}
      >
        {isBusy ? busyLabel : label}
        <Kbd>{sendKey === 'enter' ? t('sendEnter') : t('sendCtrlEnter')}</Kbd>
      </button>
    </div>
  )
}

/** Failures of notes have words of their own. */
function explain(problem: ComposerProblem): string {
  return describeFailure(problem, problem.isOfNote === true ? 'note' : 'draft')
}
