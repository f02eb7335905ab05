import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { windowClock } from '../../../lib/window-clock.ts'
import { FindField } from '../../../ui/find-field.tsx'
import styles from '../settings.module.css'
import { describeZone, type ZoneNames } from './describe-calendar.ts'
import { describeOffset, findZones, isZoneKnown } from './time-zones.ts'
import { useZoneNames } from './use-calendar-words.ts'

interface Props {
  readonly zone: string
  readonly isInvalid: boolean
  readonly onChange: (zone: string) => void
}

/** The zone by its city; what is typed and is no zone is refused when the hours are saved. */
export function ZoneField({ zone, isInvalid, onChange }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const names = useZoneNames()
  const [query, setQuery] = useState<string>()
  const options = useMemo(
    () =>
      findZones(query ?? '', names).map((id) => ({
        id,
        label: describe(id, names),
        detail: describeOffset(id, windowClock.now()),
      })),
    [query, names],
  )
  return (
    <div className={styles.line}>
      <span>{t('editor.zone')}</span>
      <div className={styles.grow}>
        <FindField
          label={t('editor.zone')}
          placeholder={t('editor.zonePlaceholder')}
          query={query ?? describe(zone, names)}
          options={options}
          emptyText={t('editor.zoneNone')}
          isInvalid={isInvalid}
          onQuery={(text) => {
            setQuery(text)
            const typed = text.trim().replaceAll(' ', '_')
            onChange(isZoneKnown(typed) ? typed : '')
          }}
          onChoose={(chosen) => {
            setQuery(undefined)
            onChange(chosen)
          }}
        />
        {isInvalid ? (
          <small role="alert" className={styles.problem}>
            {t('problem.zone')}
          </small>
        ) : undefined}
      </div>
    </div>
  )
}

/** The name first, then the id that makes it certain. */
function describe(zone: string, names: ZoneNames): string {
  const name = describeZone(zone, names)
  const id = zone.replaceAll('_', ' ')
  return name === '' || name === id ? id : `${name} · ${id}`
}
