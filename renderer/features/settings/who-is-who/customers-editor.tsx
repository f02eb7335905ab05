import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFolders } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useAreRulesFixed } from '../team/use-team-rules.ts'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { readPatterns } from './read-patterns.ts'
import { changeRulesDraft, useWhoIsWho, type WhoIsWho } from './rules-draft.ts'

/** Which chats are customers': every group, what the title says, what the folder says. */
export function CustomersEditor(): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { customers } = useWhoIsWho()
  const isFixed = useAreRulesFixed()
  const change = (next: Partial<WhoIsWho['customers']>): void => {
    changeRulesDraft({ customers: { ...customers, ...next } })
  }
  return (
    <>
      <Setting label={t('everyGroup')} hint={t('everyGroupHint')}>
        <Switch
          label={t('everyGroup')}
          isOn={customers.everyGroup}
          isDisabled={isFixed}
          onChange={(everyGroup) => {
            change({ everyGroup })
          }}
        />
      </Setting>
      <Patterns
        patterns={customers.titlePatterns}
        isFixed={isFixed}
        onChange={(titlePatterns) => {
          change({ titlePatterns })
        }}
      />
      <Folders
        folderIds={customers.folderIds}
        isFixed={isFixed}
        onChange={(folderIds) => {
          change({ folderIds })
        }}
      />
    </>
  )
}

interface PatternsProps {
  readonly patterns: readonly string[]
  /** Read-only. */
  readonly isFixed: boolean
  readonly onChange: (patterns: string[]) => void
}

function Patterns({ patterns, isFixed, onChange }: PatternsProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<'patternKnown' | 'patternLong' | 'patternMany'>()
  const add = (): void => {
    const read = readPatterns(text, patterns)
    if (read.added.length > 0) onChange([...patterns, ...read.added])
    setText(read.rest)
    setProblem(read.problem)
  }
  return (
    <div className={styles.tall}>
      <div>
        {t('patterns')}
        <small>{t('patternsHint')}</small>
      </div>
      <div className={styles.addLine}>
        <TextField
          label={t('addPattern')}
          isLabelHidden
          placeholder={t('patternPlaceholder')}
          value={text}
          problem={problem === undefined ? undefined : t(problem)}
          autoComplete="off"
          spellCheck={false}
          disabled={isFixed}
          onChange={(event) => {
            setText(event.target.value)
            setProblem(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return
            event.preventDefault()
            add()
          }}
        />
        <Button disabled={isFixed || text.trim() === ''} onClick={add}>
          {t('add')}
        </Button>
      </div>
      {patterns.length === 0 ? undefined : (
        <div className={styles.chips}>
          {patterns.map((pattern) => (
            <Chip
              key={pattern}
              removeLabel={t('removePattern', { pattern })}
              isFixed={isFixed}
              onRemove={() => {
                onChange(patterns.filter((other) => other !== pattern))
              }}
            >
              {pattern}
            </Chip>
          ))}
        </div>
      )}
    </div>
  )
}

interface FoldersProps {
  readonly folderIds: readonly number[]
  readonly isFixed: boolean
  readonly onChange: (folderIds: number[]) => void
}

function Folders({ folderIds, isFixed, onChange }: FoldersProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const folders = useFolders()
  const known = folders.map(({ list, title }) => ({ id: Number(list.replace('folder:', '')), title }))
  // A folder that was removed in Telegram stays until it is unticked; nothing is in it any more.
  const lost = folderIds.filter((id) => known.every((folder) => folder.id !== id))
  const all = [...known, ...lost.map((id) => ({ id, title: `#${id}` }))]
  return (
    <div className={styles.tall}>
      <div>
        {t('folders')}
        <small>{t(all.length === 0 ? 'noFolders' : 'foldersHint')}</small>
      </div>
      {all.length === 0 ? undefined : (
        <div className={styles.checks} role="group" aria-label={t('folders')}>
          {all.map(({ id, title }) => (
            <Checkbox
              key={id}
              isOn={folderIds.includes(id)}
              isDisabled={isFixed}
              onChange={(isOn) => {
                onChange(isOn ? [...folderIds, id] : folderIds.filter((other) => other !== id))
              }}
            >
              <bdi>{title}</bdi>
            </Checkbox>
          ))}
        </div>
      )}
    </div>
  )
}
