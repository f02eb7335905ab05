import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { maxMessageLength } from '#shared/contract/core-contract.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './composer.module.css'
import { parseMarkdown } from './markdown/parse-markdown.ts'
import type { ComposerProblem, ComposerState } from './model/composer.ts'

/** The counter appears when this many characters are left. */
const counterFrom = 300

interface Props {
  readonly state: ComposerState
  readonly text: string
  readonly sendKey: SettingsView['sendKey']
  readonly onSubmit: () => void
}

/** The line below the field: what is wrong, what is left of the limit, and the key that sends. */
export function ComposerHint({ state, text, sendKey, onSubmit }: Props): ReactNode {
  const { t } = useTranslation('composer')
  const explain = useProblemWords()
  const { editing, isBusy, problem, draftProblem, carried } = state
  // Marks only make a text shorter, so nothing is parsed while it is far from the limit.
  const length =
    text.length < maxMessageLength - counterFrom
      ? text.length
      : parseMarkdown(text, editing?.carried ?? carried).text.trim().length
  const left = maxMessageLength - length
  const isTooLong = left < 0
  const isEmpty = text.trim() === ''

  const describe = (): string | undefined => {
    if (isTooLong) return t('tooLong', { count: -left, max: maxMessageLength })
    if (problem !== undefined && problem.code !== 'text_too_long') return explain(problem)
    if (draftProblem !== undefined) return t('draftNotKept', { reason: explain(draftProblem) })
    return undefined
  }
  const words = describe()
  const label = editing === undefined ? t('send') : t('save')
  const busyLabel = editing === undefined ? t('sending') : t('saving')
  return (
    <div className={styles.hint}>
      <output className={isTooLong || problem !== undefined ? styles.problem : styles.warning}>
        {words}
      </output>
      <span className={styles.space} />
      {!isTooLong && left < counterFrom && (
        <span className={styles.counter}>{t('counter', { count: left })}</span>
      )}
      <button
        type="button"
        className={styles.send}
        disabled={isEmpty || isTooLong || isBusy}
        onClick={onSubmit}
      >
        {isBusy ? busyLabel : label}
        <Kbd>{sendKey === 'enter' ? t('sendEnter') : t('sendCtrlEnter')}</Kbd>
      </button>
    </div>
  )
}

const knownCodes = [
  'text_empty',
  'text_too_long',
  'write_forbidden',
  'chat_not_found',
  'not_ready',
  'store_failed',
  'rejected',
  'disconnected',
  'timeout',
  'message_not_found',
  'edit_expired',
  'not_modified',
  'offline',
] as const

function useProblemWords(): (problem: ComposerProblem) => string {
  const { t } = useTranslation('composer')
  return ({ code, message }) => {
    const known = knownCodes.find((each) => each === code)
    return known === undefined ? t('problem.other') : t(`problem.${known}`, { message })
  }
}
