import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { useSession, useSettings } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { changeSettings } from '../../../shell/change-settings.ts'
import { describeProxy } from '../describe-proxy.ts'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { openLogOutDialog, openProxyDialog } from '../../../shell/settings-view.ts'

const themes = ['system', 'dark', 'light'] as const
const languageChoices = ['system', 'en', 'ru'] as const
const sendKeys = ['enter', 'ctrl_enter'] as const

/** Look, writing, the account. */
export function GeneralPage(): ReactNode {
  return (
    <>
      <Appearance />
      <Account />
    </>
  )
}

function Appearance(): ReactNode {
  const { t } = useTranslation('settings')
  const settings = useSettings()
  const change = (next: Partial<SettingsView>): void => {
    void changeSettings(next)
  }
  return (
    <>
      <h3>{t('appearance')}</h3>
      <Setting label={t('theme')}>
        <Select
          label={t('theme')}
          value={settings.theme}
          options={themes.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={(theme) => {
            change({ theme })
          }}
        />
      </Setting>
      <Setting label={t('language')}>
        <Select
          label={t('language')}
          value={settings.language}
          options={languageChoices.map((value) => ({ value, label: t(`languages.${value}`) }))}
          onChange={(language) => {
            change({ language })
          }}
        />
      </Setting>
      <h3>{t('writing')}</h3>
      <Setting label={t('sendKey')} hint={t('sendKeyHint')}>
        <Select
          label={t('sendKey')}
          value={settings.sendKey}
          options={sendKeys.map((value) => ({ value, label: t(`sendKeys.${value}`) }))}
          onChange={(sendKey) => {
            change({ sendKey })
          }}
        />
      </Setting>
    </>
  )
}

function Account(): ReactNode {
  const { t } = useTranslation('settings')
  const session = useSession()
  if (session === undefined) return undefined
  const { me, proxy, profile, workspace } = session
  const isDemo = workspace === 'demo'
  return (
    <>
      {isDemo ? undefined : (
        <>
          <h3>{t('connection')}</h3>
          <Setting
            label={t('proxy')}
            hint={proxy === undefined ? t('proxyNone') : t('proxyOf', describeProxy(proxy))}
          >
            <Button onClick={openProxyDialog}>{t('proxyEdit')}</Button>
          </Setting>
        </>
      )}
      <h3>{t('account')}</h3>
      {me === undefined ? undefined : (
        <Setting
          label={t('me')}
          hint={[
            me.phone === '' ? undefined : `+${me.phone.replace(/^\+/u, '')}`,
            me.username && `@${me.username}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        >
          <bdi className={styles.value}>{me.name}</bdi>
        </Setting>
      )}
      <Setting label={t('profile')} hint={isDemo ? t('demoAccount') : t('profileHint')}>
        <bdi className={styles.value}>{profile}</bdi>
      </Setting>
      {isDemo || session.auth.kind !== 'ready' ? undefined : (
        <div className={styles.last}>
          <Button onClick={openLogOutDialog}>{t('logOut')}</Button>
        </div>
      )}
    </>
  )
}
