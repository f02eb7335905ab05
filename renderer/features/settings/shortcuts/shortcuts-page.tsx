import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSetting } from '../../../entities/hooks.ts'
import { foldText } from '../../../lib/find/fold-text.ts'
import {
  canChangeKeys,
  findWordKey,
  shortcutGroups,
  shortcutIds,
  shortcuts,
} from '../../../lib/hotkeys/shortcuts.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { changeSettings } from '../../../shell/change-settings.ts'
import settingStyles from '../settings.module.css'
import { ShortcutRow } from './shortcut-row.tsx'
import styles from './shortcuts.module.css'

/** Every shortcut with its keys, which can be changed, added and taken away. */
export function ShortcutsPage(): ReactNode {
  const { t } = useTranslation('settings')
  const { t: names } = useTranslation('switcher')
  const changes = useSetting('shortcuts')
  const [query, setQuery] = useState('')
  const wanted = foldText(query.trim()).text
  const shown = shortcutIds.filter((id) =>
    foldText(names(`shortcuts.${findWordKey(id)}`)).text.includes(wanted),
  )
  const changedCount = shortcutIds.filter((id) => canChangeKeys(id) && Object.hasOwn(changes, id)).length
  return (
    <>
      <div className={styles.top}>
        <div className={settingStyles.grow}>
          <TextField
            label={t('keys.filter')}
            isLabelHidden
            placeholder={t('keys.filter')}
            type="search"
            value={query}
            autoComplete="off"
            onChange={(event) => {
              setQuery(event.target.value)
            }}
          />
        </div>
        {changedCount === 0 ? undefined : <ResetAll count={changedCount} />}
      </div>
      <p className={settingStyles.intro}>{t('keys.hint')}</p>
      {shown.length === 0 ? <p className={settingStyles.dim}>{t('keys.none')}</p> : undefined}
      {shortcutGroups.map((group) => {
        const ids = shown.filter((id) => shortcuts[id].group === group)
        return ids.length === 0 ? undefined : (
          <section key={group}>
            <h3>{names(`shortcuts.groups.${group}`)}</h3>
            {ids.map((id) => (
              <ShortcutRow key={id} id={id} />
            ))}
          </section>
        )
      })}
    </>
  )
}

function ResetAll({ count }: { readonly count: number }): ReactNode {
  const { t } = useTranslation('settings')
  const { t: common } = useTranslation('common')
  const [isAsking, setIsAsking] = useState(false)
  if (!isAsking) {
    return (
      <Button
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('keys.resetAll')}
      </Button>
    )
  }
  return (
    <span className={styles.ask} role="group" aria-label={t('keys.resetAllTitle')}>
      {t('keys.resetAllText', { count })}
      <Button
        onClick={() => {
          setIsAsking(false)
        }}
      >
        {common('cancel')}
      </Button>
      <Button
        variant="primary"
        onClick={() => {
          setIsAsking(false)
          void changeSettings({ shortcuts: {} })
        }}
      >
        {t('keys.resetAllConfirm')}
      </Button>
    </span>
  )
}
