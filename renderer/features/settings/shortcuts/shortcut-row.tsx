import { Plus, RotateCcw, X } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../../../entities/hooks.ts'
import { hostKind } from '../../../lib/core-link/host.ts'
import { findConflicts } from '../../../lib/hotkeys/find-conflicts.ts'
import {
  canChangeKeys,
  findWordKey,
  readDefaultKeys,
  readKeys,
  type ShortcutId,
} from '../../../lib/hotkeys/shortcuts.ts'
import { describeBinding } from '../../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Kbd } from '../../../ui/kbd.tsx'
import { changeSettings } from '../../../shell/change-settings.ts'
import { isNeeded, replaceBinding, setKeys, takeFromOthers } from './edit-keys.ts'
import { KeyCapture } from './key-capture.tsx'
import { KeyConflictLine } from './key-conflict-line.tsx'
import styles from './shortcuts.module.css'

/** What is being changed: nothing, which binding (none: one more), or which keys wait for a decision. */
type Editing =
  | { readonly kind: 'none' }
  | { readonly kind: 'capture'; readonly before: string | undefined }
  | { readonly kind: 'decide'; readonly before: string | undefined; readonly next: string }

/** One shortcut: what it does and its keys. */
export function ShortcutRow({ id }: { readonly id: ShortcutId }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: names } = useTranslation('switcher')
  const changes = useSetting('shortcuts')
  const [editing, setEditing] = useState<Editing>({ kind: 'none' })
  const name = names(`shortcuts.${findWordKey(id)}`)
  const keys = readKeys(id, hostKind, changes)
  const isOpen = canChangeKeys(id)
  const findFor = (binding: string): ReturnType<typeof findConflicts> =>
    findConflicts(id, [binding], { host: hostKind, changes })
  const row = useRef<HTMLDivElement>(null)
  const stop = (): void => {
    setEditing({ kind: 'none' })
    // What had the focus is gone; the next key press belongs to the same line.
    requestAnimationFrame(() => {
      if (!isFocusInDialog()) row.current?.querySelector<HTMLElement>('[data-add]')?.focus()
    })
  }
  const keep = (next: readonly string[], base = changes): void => {
    stop()
    void changeSettings({ shortcuts: setKeys(base, id, next, hostKind) })
  }
  const capture = (before: string | undefined, next: string): void => {
    if (next === before) stop()
    else if (isNeeded(next) || findFor(next).length > 0) setEditing({ kind: 'decide', before, next })
    else keep(replaceBinding(keys, before, next))
  }
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
    <div ref={row} className={styles.row} data-shortcut={id}>
      <span className={styles.name}>{name}</span>
      <span className={styles.keys}>
        {keys.length === 0 && editing.kind !== 'capture' ? (
          <span className={styles.dim}>{t('keys.noKeys')}</span>
        ) : undefined}
        {keys.map((binding) =>
          isOpen ? (
            editing.kind === 'capture' && editing.before === binding ? (
              renderCapture(binding)
            ) : (
              <Binding
                key={binding}
                binding={binding}
                name={name}
                onChange={() => {
                  setEditing({ kind: 'capture', before: binding })
                }}
                onRemove={() => {
                  keep(keys.filter((other) => other !== binding))
                }}
              />
            )
          ) : (
            <Kbd key={binding}>{describeBinding(binding)}</Kbd>
          ),
        )}
        {editing.kind === 'capture' && editing.before === undefined ? renderCapture(undefined) : undefined}
      </span>
      {isOpen ? (
        <RowTools
          name={name}
          onReset={
            Object.hasOwn(changes, id)
              ? () => {
                  keep(readDefaultKeys(id, hostKind))
                }
              : undefined
          }
          onAdd={() => {
            setEditing({ kind: 'capture', before: undefined })
          }}
        />
      ) : (
        <span className={styles.fixed}>{t('keys.fixed')}</span>
      )}
      {editing.kind === 'decide' ? (
        <KeyConflictLine
          binding={editing.next}
          conflicts={findFor(editing.next)}
          onTake={() => {
            const conflicts = findFor(editing.next)
            keep(
              replaceBinding(keys, editing.before, editing.next),
              takeFromOthers(changes, conflicts, hostKind),
            )
          }}
          onOther={() => {
            setEditing({ kind: 'capture', before: editing.before })
          }}
          onCancel={stop}
        />
      ) : undefined}
    </div>
  )
}

interface BindingProps {
  readonly binding: string
  /** What the shortcut does. */
  readonly name: string
  readonly onChange: () => void
  readonly onRemove: () => void
}

/** Keys that can be changed by a press on them. */
function Binding({ binding, name, onChange, onRemove }: BindingProps): ReactNode {
  const { t } = useTranslation('settings')
  const keys = describeBinding(binding)
  return (
    <span className={styles.binding}>
      <button
        type="button"
        className={styles.change}
        aria-label={t('keys.change', { keys, name })}
        onClick={onChange}
      >
        {keys}
      </button>
      <button
        type="button"
        className={styles.remove}
        aria-label={t('keys.remove', { keys, name })}
        onClick={onRemove}
      >
        <X size={12} aria-hidden="true" />
      </button>
    </span>
  )
}

interface ToolsProps {
  readonly name: string
  /** Undefined: the keys are as they came. */
  readonly onReset: (() => void) | undefined
  readonly onAdd: () => void
}

function RowTools({ name, onReset, onAdd }: ToolsProps): ReactNode {
  const { t } = useTranslation('settings')
  return (
    <span className={styles.tools}>
      {onReset === undefined ? undefined : (
        <IconButton
          label={t('keys.reset', { name })}
          icon={<RotateCcw size={13} aria-hidden="true" />}
          onClick={onReset}
        />
      )}
      <IconButton
        data-add=""
        label={t('keys.add', { name })}
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={onAdd}
      />
    </span>
  )
}

/** Whether a control has the focus; the dialog itself has it when its control was removed. */
function isFocusInDialog(): boolean {
  const { activeElement } = document
  return activeElement !== null && activeElement !== document.body && !activeElement.matches('[data-popup]')
}
