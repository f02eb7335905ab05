import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../../entities/hooks.ts'
import { hostKind } from '../../lib/core-link/host.ts'
import { useKeyChanges } from '../../lib/hotkeys/key-changes.ts'
import { findWordKey, readKeys, shortcutIds, shortcuts } from '../../lib/hotkeys/shortcuts.ts'
import { describeBinding } from '../../lib/hotkeys/use-shortcut.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import type { LazyDialogProps } from '../../ui/lazy-dialog.tsx'
import { openSettings } from '../../shell/settings-view.ts'
import { findShortcuts, foldNumbered, type ShortcutLine } from './list-shortcuts.ts'
import styles from './switcher.module.css'

/** Every shortcut with the keys it has now in this host. */
export function ShortcutsDialog({ isOpen, onClose }: LazyDialogProps): ReactNode {
  const { t } = useTranslation('switcher')
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('shortcuts.title')}
      size="wide"
      footer={
        <Button
          onClick={() => {
            onClose()
            openSettings('shortcuts')
          }}
        >
          {t('shortcuts.change')}
        </Button>
      }
    >
      <Overview />
    </Dialog>
  )
}

function Overview(): ReactNode {
  const { t } = useTranslation('switcher')
  const [query, setQuery] = useState('')
  const sections = findShortcuts(useLines(), query)
  return (
    <>
      <input
        type="search"
        className={styles.find}
        value={query}
        placeholder={t('shortcuts.find')}
        aria-label={t('shortcuts.find')}
        onChange={(event) => {
          setQuery(event.target.value)
        }}
      />
      {sections.length === 0 ? <p className={styles.noShortcut}>{t('shortcuts.nothing')}</p> : undefined}
      <div className={styles.columns}>
        {sections.map(({ group, lines }) => (
          <section key={group}>
            <h3 className={styles.group}>{t(`shortcuts.groups.${group}`)}</h3>
            {lines.map((line) => (
              <Line key={line.name} line={line} />
            ))}
          </section>
        ))}
      </div>
    </>
  )
}

function Line({ line: { text, keys, isRange = false } }: { readonly line: ShortcutLine }): ReactNode {
  const { t } = useTranslation('switcher')
  return (
    <div className={styles.line}>
      <span>{text}</span>
      {keys.length === 0 ? <i className={styles.or}>{t('shortcuts.noKeys')}</i> : undefined}
      {keys.map((key, index) => (
        <Fragment key={key}>
          {index > 0 ? <i className={styles.or}>{isRange ? '…' : t('shortcuts.or')}</i> : undefined}
          <Kbd>{key}</Kbd>
        </Fragment>
      ))}
    </div>
  )
}

function useLines(): readonly ShortcutLine[] {
  const { t } = useTranslation('switcher')
  const changes = useKeyChanges()
  const isEnter = useSetting('sendKey') === 'enter'
  const send: readonly ShortcutLine[] = [
    {
      name: 'send',
      group: 'composer',
      text: t('shortcuts.composer_send'),
      keys: isEnter ? ['Enter', describeBinding('$mod+Enter')] : [describeBinding('$mod+Enter')],
    },
    {
      name: 'newLine',
      group: 'composer',
      text: t('shortcuts.composer_newLine'),
      keys: [isEnter ? describeBinding('Shift+Enter') : 'Enter'],
    },
  ]
  const listed = shortcutIds.map((id) => ({
    name: id,
    group: shortcuts[id].group,
    text: t(`shortcuts.${findWordKey(id)}`),
    keys: readKeys(id, hostKind, changes).map(describeBinding),
  }))
  const type: ShortcutLine = {
    name: 'list.type',
    group: 'list',
    text: t('shortcuts.list_typeText'),
    keys: [t('shortcuts.list_type')],
  }
  return foldNumbered([...send, ...listed, type], (name) => /^tab\.\d$/u.test(name), {
    name: 'tabs',
    text: t('shortcuts.tabs'),
  })
}
