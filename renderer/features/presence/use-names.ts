import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenceEntry } from '#shared/contract/entities/team.ts'

/** "Maria", "Maria and Oleg", "Maria and 2 more": first names, and no more than two of them. */
export function useNames(): (people: readonly PresenceEntry[]) => string {
  const { t } = useTranslation('presence')
  return useCallback(
    (people) => {
      const [first = '', second = ''] = people.map(({ name }) => `\u2068${readFirstName(name)}\u2069`)
      if (people.length < 2) return first
      return people.length === 2
        ? t('and', { first, second })
        : t('andMore', { first, count: people.length - 1 })
    },
    [t],
  )
}

export function readFirstName(name: string): string {
  return name.trim().split(/\s+/u)[0] ?? name
}
