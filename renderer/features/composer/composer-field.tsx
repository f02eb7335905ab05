import type { ChangeEvent, KeyboardEvent, ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { composerFieldId } from '../../shell/focus.ts'
import type { MentionList } from '../notes/index.ts'
import styles from './composer.module.css'
import type { Composer } from './model/composer.ts'

interface Props {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly composer: Composer
  readonly text: string
  readonly isNote: boolean
  readonly mentions: MentionList
  readonly onKeyDown: (event: KeyboardEvent<HTMLTextAreaElement>) => void
}

const pasteTypes: ReadonlySet<string> = new Set([
  'insertFromPaste',
  'insertFromDrop',
  'insertFromYank',
  'insertFromPasteAsQuotation',
])

/** The field itself; it replaces nothing while one types. */
export function ComposerField({ field, composer, text, isNote, mentions, onKeyDown }: Props): ReactNode {
  const { t } = useTranslation('composer')
  const { t: noteWords } = useTranslation('notes')
  const change = (event: ChangeEvent<HTMLTextAreaElement>): void => {
    const { value, selectionStart } = event.target
    const { nativeEvent } = event
    const inputType = nativeEvent instanceof InputEvent ? nativeEvent.inputType : ''
    mentions.noticeCaret(selectionStart)
    composer.change({ text: value, caret: selectionStart, isPasted: pasteTypes.has(inputType) })
  }
  return (
    <textarea
      ref={field}
      id={composerFieldId}
      className={styles.field}
      aria-label={isNote ? noteWords('composer.field') : t('name')}
      {...mentions.fieldProps}
      placeholder={t('placeholder')}
      value={text}
      rows={1}
      spellCheck
      autoCorrect="off"
      autoCapitalize="sentences"
      dir="auto"
      onChange={change}
      onKeyDown={onKeyDown}
      onSelect={(event) => {
        mentions.noticeCaret(event.currentTarget.selectionStart)
      }}
    />
  )
}
