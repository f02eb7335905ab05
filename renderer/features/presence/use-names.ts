import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenceEntry } from '#shared/contract/entities/team.ts'

/** "Maria", "Maria and Oleg", "Maria and 2 more": first names, and no more than two of them. */
export function useNames(): (entries: readonly PresenceEntry[]) => string {
  const { t } = useTranslation('presence')
  return useCallback(
    (entries) => {
      const [first = '', second = ''] = entries.map(({ name }) => `\u2068${readFirstName(name)}\u2069`)
      if (entries.length < 2) return first
      return entries.length === 2
        ? t('and', { first, second })
        : t('andMore', { first, count: entries.length - 1 })
    },
    [t],
  )
}

export function readFirstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name
}
