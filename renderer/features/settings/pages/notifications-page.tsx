import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { useSetting } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { changeSettings } from '../../../shell/change-settings.ts'
import { usePermission } from '../notification-permission.ts'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { QuietHours } from './quiet-hours.tsx'

type Notifications = SettingsView['notifications']
const kinds = ['all', 'customers', 'mentions', 'none'] as const

/** What the system is asked to show, and when it is left alone. */
export function NotificationsPage(): ReactNode {
  const { t } = useTranslation('settings')
  const notifications = useSetting('notifications')
  const change = (next: Partial<Notifications>): void => {
    void changeSettings({ notifications: { ...notifications, ...next } })
  }
  return (
    <>
      {notifications.isOn ? <PermissionLine /> : undefined}
      <Setting label={t('notify.isOn')}>
        <Switch
          label={t('notify.isOn')}
          isOn={notifications.isOn}
          onChange={(isOn) => {
            change({ isOn })
          }}
        />
      </Setting>
      <Setting label={t('notify.messages')} hint={t('notify.messagesHint')}>
        <Select
          label={t('notify.messages')}
          value={notifications.messages}
          isDisabled={!notifications.isOn}
          options={kinds.map((value) => ({ value, label: t(`notify.messageKinds.${value}`) }))}
          onChange={(messages) => {
            change({ messages })
          }}
        />
      </Setting>
      <Setting label={t('notify.red')} hint={t('notify.redHint')}>
        <Switch
          label={t('notify.red')}
          isOn={notifications.isRedTold}
          isDisabled={!notifications.isOn}
          onChange={(isRedTold) => {
            change({ isRedTold })
          }}
        />
      </Setting>
      <Setting label={t('notify.sound')}>
        <Switch
          label={t('notify.sound')}
          isOn={notifications.hasSound}
          isDisabled={!notifications.isOn}
          onChange={(hasSound) => {
            change({ hasSound })
          }}
        />
      </Setting>
      <QuietHours notifications={notifications} />
    </>
  )
}

function PermissionLine(): ReactNode {
  const { t } = useTranslation('settings')
  const { permission, ask } = usePermission()
  if (permission === 'granted') return undefined
  const isAsked = permission === 'denied'
  return (
    <div className={styles.notice} role="status">
      <div>
        {permission === 'unsupported' ? (
          t('notify.unsupported')
        ) : (
          <>
            <b>{t(isAsked ? 'notify.deniedTitle' : 'notify.askTitle')}</b>
            <small>{t(isAsked ? 'notify.deniedText' : 'notify.askText')}</small>
          </>
        )}
      </div>
      {permission === 'unasked' ? <Button onClick={ask}>{t('notify.ask')}</Button> : undefined}
    </div>
  )
}
