import { Fragment, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../../entities/hooks.ts'
import { hostKind } from '../../lib/core-link/host.ts'
import { readKeys, shortcutIds, shortcuts, type ShortcutId } from '../../lib/hotkeys/shortcuts.ts'
import { describeBinding, useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './switcher.module.css'

const scopes = ['everywhere', 'list', 'conversation', 'composer'] as const

/** `?`: every shortcut, as this host takes them. */
export function ShortcutOverview(): ReactNode {
  const { t } = useTranslation('switcher')
  const [isOpen, setIsOpen] = useState(false)
  const sendKey = useSetting('sendKey')
  useShortcut('shortcuts.open', () => {
    setIsOpen(true)
  })
  return (
    <Dialog
      isOpen={isOpen}
      onClose={() => {
        setIsOpen(false)
      }}
      title={t('shortcuts.title')}
      size="wide"
    >
      <div className={styles.columns}>
        {scopes.map((scope) => (
          <section key={scope}>
            <h3 className={styles.group}>{t(`shortcuts.${scope}`)}</h3>
            {scope === 'composer' ? <SendLines isEnter={sendKey === 'enter'} /> : undefined}
            {shortcutIds
              .filter((id) => shortcuts[id].scope === scope)
              .map((id) => (
                <ShortcutLine key={id} id={id} />
              ))}
            {scope === 'list' ? (
              <div className={styles.line}>
                <span>{t('shortcuts.list_typeText')}</span>
                <Kbd>{t('shortcuts.list_type')}</Kbd>
              </div>
            ) : undefined}
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function ShortcutLine({ id }: { readonly id: ShortcutId }): ReactNode {
  const { t } = useTranslation('switcher')
  const key = id.replace('.', '_') as UnderscoredId<ShortcutId>
  return (
    <div className={styles.line}>
      <span>{t(`shortcuts.${key}`)}</span>
      {readKeys(id, hostKind).map((binding, index) => (
        <Fragment key={binding}>
          {index > 0 ? <i className={styles.or}>{t('shortcuts.or')}</i> : undefined}
          <Kbd>{describeBinding(binding)}</Kbd>
        </Fragment>
      ))}
    </div>
  )
}

type UnderscoredId<Id> = Id extends `${infer Area}.${infer Name}` ? `${Area}_${Name}` : never

function SendLines({ isEnter }: { readonly isEnter: boolean }): ReactNode {
  const { t } = useTranslation('switcher')
  return (
    <>
      <div className={styles.line}>
        <span>{t('shortcuts.composer_send')}</span>
        <Kbd>{isEnter ? 'Enter' : 'Ctrl Enter'}</Kbd>
      </div>
      <div className={styles.line}>
        <span>{t('shortcuts.composer_newLine')}</span>
        <Kbd>{isEnter ? 'Shift Enter' : 'Enter'}</Kbd>
      </div>
    </>
  )
}
