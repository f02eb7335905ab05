import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { useSetting } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { changeSettings } from '../../../shell/change-settings.ts'
import { formatDayTime, readDayTime } from '../../../lib/time/day-time.ts'
import { usePermission } from '../notification-permission.ts'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { ShortField } from '../../../ui/short-field.tsx'

type Notifications = SettingsView['notifications']
const kinds = ['all', 'customers', 'mentions', 'none'] as const
const proposedQuiet = { from: 1320, to: 480 } as const

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

/** Both ends are kept together: a half-written one changes nothing. */
function QuietHours({ notifications }: { readonly notifications: Notifications }): ReactNode {
  const { t } = useTranslation('settings')
  const { quietHours } = notifications
  const [edited, setEdited] = useState<{ readonly from: string; readonly to: string }>()
  const [problem, setProblem] = useState<'quietProblem' | 'quietSame'>()
  const keep = (next: Notifications['quietHours']): void => {
    setEdited(undefined)
    setProblem(undefined)
    const { quietHours: _before, ...rest } = notifications
    void changeSettings({ notifications: next === undefined ? rest : { ...rest, quietHours: next } })
  }
  const shown = edited ?? {
    from: formatDayTime(quietHours?.from ?? 0),
    to: formatDayTime(quietHours?.to ?? 0),
  }
  const isBad = (text: string): boolean => (readDayTime(text) ?? 1440) > 1439
  const commit = (): void => {
    if (edited === undefined) return
    const from = readDayTime(edited.from)
    const to = readDayTime(edited.to)
    if (from === undefined || to === undefined || isBad(edited.from) || isBad(edited.to)) {
      setProblem('quietProblem')
    } else if (from === to) setProblem('quietSame')
    else keep({ from, to })
  }
  const edit = (end: 'from' | 'to') => (value: string) => {
    setEdited({ ...shown, [end]: value })
    setProblem(undefined)
  }
  const isOverMidnight = quietHours !== undefined && quietHours.to < quietHours.from
  return (
    <Setting
      label={t('notify.quiet')}
      hint={t('notify.quietHint')}
      problem={problem === undefined ? undefined : t(`notify.${problem}`)}
    >
      {quietHours === undefined ? undefined : (
        <span className={styles.pair}>
          <ShortField
            label={t('notify.quietFrom')}
            value={shown.from}
            isInvalid={problem === 'quietSame' || (problem !== undefined && isBad(shown.from))}
            onChange={edit('from')}
            onCommit={commit}
          />
          <span>–</span>
          <ShortField
            label={t('notify.quietTo')}
            value={shown.to}
            isInvalid={problem === 'quietSame' || (problem !== undefined && isBad(shown.to))}
            onChange={edit('to')}
            onCommit={commit}
          />
          {isOverMidnight ? <small>{t('notify.quietNextDay')}</small> : undefined}
        </span>
      )}
      <Switch
        label={t('notify.quiet')}
        isOn={quietHours !== undefined}
        isDisabled={!notifications.isOn}
        onChange={(isOn) => {
          keep(isOn ? proposedQuiet : undefined)
        }}
      />
    </Setting>
  )
}
