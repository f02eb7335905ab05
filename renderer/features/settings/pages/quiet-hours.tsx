import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { changeSettings } from '../../../shell/change-settings.ts'
import { ShortField } from '../../../ui/short-field.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { Setting } from '../setting.tsx'
import styles from '../settings.module.css'
import { isBadTime, type QuietForm, type QuietProblem, readQuietForm, writeQuietForm } from './quiet-form.ts'

type Notifications = SettingsView['notifications']

const proposedQuiet = { from: 1320, to: 480 } as const

/** Both ends are kept together: a half-written one changes nothing. */
export function QuietHours({ notifications }: { readonly notifications: Notifications }): ReactNode {
  const { t } = useTranslation('settings')
  const { quietHours } = notifications
  const [edited, setEdited] = useState<QuietForm>()
  const [problem, setProblem] = useState<QuietProblem>()
  const keep = (next: Notifications['quietHours']): void => {
    setEdited(undefined)
    setProblem(undefined)
    const { quietHours: _before, ...rest } = notifications
    void changeSettings({ notifications: next === undefined ? rest : { ...rest, quietHours: next } })
  }
  const shown = edited ?? writeQuietForm(quietHours)
  const commit = (): void => {
    if (edited === undefined) return
    const read = readQuietForm(edited)
    if (typeof read === 'string') setProblem(read)
    else keep(read)
  }
  const renderEnd = (end: keyof QuietForm): ReactNode => (
    <ShortField
      label={t(end === 'from' ? 'notify.quietFrom' : 'notify.quietTo')}
      value={shown[end]}
      isInvalid={problem === 'quietSame' || (problem !== undefined && isBadTime(shown[end]))}
      onChange={(value) => {
        setEdited({ ...shown, [end]: value })
        setProblem(undefined)
      }}
      onCommit={commit}
    />
  )
  return (
    <Setting
      label={t('notify.quiet')}
      hint={t('notify.quietHint')}
      problem={problem === undefined ? undefined : t(`notify.${problem}`)}
    >
      {quietHours === undefined ? undefined : (
        <span className={styles.pair}>
          {renderEnd('from')}
          <span>–</span>
          {renderEnd('to')}
          {quietHours.to < quietHours.from ? <small>{t('notify.quietNextDay')}</small> : undefined}
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
