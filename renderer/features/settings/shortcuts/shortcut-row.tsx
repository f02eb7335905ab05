import { type ReactNode, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { canChangeKeys, findWordKey, type ShortcutId } from '../../../lib/hotkeys/shortcuts.ts'
import { describeBinding } from '../../../lib/hotkeys/use-shortcut.ts'
import { Kbd } from '../../../ui/kbd.tsx'
import { KeyCapture } from './key-capture.tsx'
import { KeyConflictLine } from './key-conflict-line.tsx'
import { Binding, RowTools } from './key-controls.tsx'
import styles from './shortcuts.module.css'
import { type KeyEditing, useKeyEditing } from './use-key-editing.ts'

/** One shortcut: what it does and its keys. */
export function ShortcutRow({ id }: { readonly id: ShortcutId }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: names } = useTranslation('switcher')
  const row = useRef<HTMLDivElement>(null)
  const keyEditing = useKeyEditing(id, row)
  const { keys, editing, conflicts, isChanged, ask, take, reset, stop } = keyEditing
  const name = names(`shortcuts.${findWordKey(id)}`)
  const isOpen = canChangeKeys(id)
  return (
    <div ref={row} className={styles.row} data-shortcut={id}>
      <span className={styles.name}>{name}</span>
      <span className={styles.keys}>
        {keys.length === 0 && editing.kind !== 'capture' ? (
          <span className={styles.dim}>{t('keys.noKeys')}</span>
        ) : undefined}
        {isOpen ? (
          <OpenKeys name={name} keyEditing={keyEditing} />
        ) : (
          keys.map((binding) => <Kbd key={binding}>{describeBinding(binding)}</Kbd>)
        )}
      </span>
      {isOpen ? (
        <RowTools
          name={name}
          onReset={isChanged ? reset : undefined}
          onAdd={() => {
            ask(undefined)
          }}
        />
      ) : (
        <span className={styles.fixed}>{t('keys.fixed')}</span>
      )}
      {editing.kind === 'decide' ? (
        <KeyConflictLine
          binding={editing.next}
          conflicts={conflicts}
          onTake={() => {
            take(editing.before, editing.next)
          }}
          onOther={() => {
            ask(editing.before)
          }}
          onCancel={stop}
        />
      ) : undefined}
    </div>
  )
}

interface OpenKeysProps {
  /** What the shortcut does. */
  readonly name: string
  readonly keyEditing: KeyEditing
}

/**
 * The keys that can be changed. A capture field replaces the one that is being changed, or follows them when one is
 * added.
 */
function OpenKeys({ name, keyEditing }: OpenKeysProps): ReactNode {
  const { t } = useTranslation('settings')
  const { keys, editing, ask, capture, remove, stop } = keyEditing
  const renderCapture = (before: string | undefined): ReactNode => (
    <KeyCapture
      key="capture"
      label={
        before === undefined
          ? t('keys.add', { name })
          : t('keys.change', { keys: describeBinding(before), name })
      }
      onKeys={(next) => {
        capture(before, next)
      }}
      onCancel={stop}
    />
  )
  return (
    <>
      {keys.map((binding) =>
        editing.kind === 'capture' && editing.before === binding ? (
          renderCapture(binding)
        ) : (
          <Binding
            key={binding}
            binding={binding}
            name={name}
            onChange={() => {
              ask(binding)
            }}
            onRemove={() => {
              remove(binding)
            }}
          />
        ),
      )}
      {editing.kind === 'capture' && editing.before === undefined ? renderCapture(undefined) : undefined}
    </>
  )
}
