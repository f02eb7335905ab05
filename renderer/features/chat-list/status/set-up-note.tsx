import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { entities } from '../../../entities/core.ts'
import { useSessionPart } from '../../../entities/hooks.ts'
import { openSetUp } from '../../../shell/settings-view.ts'
import styles from './status.module.css'

/** Whether nobody has said yet who is staff and which chats are customers'. */
export function useIsSetUpMissing(): boolean {
  const isReady = useSessionPart((session) => session?.auth.kind === 'ready')
  const isMissing = useStore(entities.rules, (state) => state.value?.isSetUp === false)
  return isReady && isMissing
}

/**
 * Says why nothing turns red, and opens the set-up; it is beside the search field, where it takes no space from the
 * rows.
 */
export function SetUpNote(): ReactNode {
  const { t } = useTranslation('chat-list')
  if (!useIsSetUpMissing()) return undefined
  return (
    <button type="button" className={styles.setUp} title={t('setUp.why')} onClick={openSetUp}>
      <TriangleAlert size={13} aria-hidden="true" />
      {t('setUp.text')} <b>{t('setUp.open')}</b>
    </button>
  )
}
