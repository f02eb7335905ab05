import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSettings } from '../../../entities/hooks.ts'
import { Select } from '../../../ui/select.tsx'
import { Switch } from '../../../ui/switch.tsx'
import { changeSettings } from '../../../shell/change-settings.ts'
import { Setting } from '../setting.tsx'
import { ShortField } from '../../../ui/short-field.tsx'

const rowHeights = [24, 28, 36] as const
const sorts = ['recent', 'longest_waiting', 'nearest_breach'] as const
const markReads = ['seen', 'manual'] as const
const longestDampingMin = 60

/** Rows, their order, and what marks a chat read. */
export function ListPage(): ReactNode {
  const { t } = useTranslation('settings')
  const settings = useSettings()
  return (
    <>
      <Setting label={t('density')} hint={t('densityHint')}>
        <Select
          label={t('density')}
          value={settings.rowHeight}
          options={rowHeights.map((value) => ({ value, label: t(`densities.${value}`) }))}
          onChange={(rowHeight) => {
            void changeSettings({ rowHeight })
          }}
        />
      </Setting>
      <Setting label={t('sort')}>
        <Select
          label={t('sort')}
          value={settings.listSort}
          options={sorts.map((value) => ({ value, label: t(`sorts.${value}`) }))}
          onChange={(listSort) => {
            void changeSettings({ listSort })
          }}
        />
      </Setting>
      <Damping dampingMin={settings.dampingMin} />
      <Setting label={t('ownMessageLifts')} hint={t('ownMessageLiftsHint')}>
        <Switch
          label={t('ownMessageLifts')}
          isOn={settings.ownMessageLifts}
          onChange={(ownMessageLifts) => {
            void changeSettings({ ownMessageLifts })
          }}
        />
      </Setting>
      <Setting label={t('markRead')} hint={t('markReadHint')}>
        <Select
          label={t('markRead')}
          value={settings.markRead}
          options={markReads.map((value) => ({ value, label: t(`markReads.${value}`) }))}
          onChange={(markRead) => {
            void changeSettings({ markRead })
          }}
        />
      </Setting>
    </>
  )
}

function Damping({ dampingMin }: { readonly dampingMin: number }): ReactNode {
  const { t } = useTranslation('settings')
  const [edited, setEdited] = useState<string>()
  const [isInvalid, setIsInvalid] = useState(false)
  const commit = (): void => {
    if (edited === undefined) return
    const minutes = /^\d{1,2}$/u.test(edited.trim()) ? Number(edited) : longestDampingMin + 1
    if (minutes > longestDampingMin) {
      setIsInvalid(true)
      return
    }
    setEdited(undefined)
    if (minutes !== dampingMin) void changeSettings({ dampingMin: minutes })
  }
  return (
    <Setting
      label={t('damping')}
      hint={t('dampingHint')}
      problem={isInvalid ? t('dampingProblem') : undefined}
    >
      <ShortField
        label={t('damping')}
        value={edited ?? String(dampingMin)}
        unit={t('minutes')}
        isInvalid={isInvalid}
        onChange={(value) => {
          setEdited(value)
          setIsInvalid(false)
        }}
        onCommit={commit}
      />
    </Setting>
  )
}
