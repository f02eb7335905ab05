import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { UnsavedFooter } from '../unsaved-footer.tsx'
import type { CloseGuard } from '../use-close-guard.ts'
import { usePreview } from './rules-preview.ts'
import type { DraftSaving } from './use-save-draft.ts'

interface Props {
  readonly guard: CloseGuard
  readonly saving: DraftSaving
  readonly onDiscard: () => void
}

/** Says what saving would do to the chats, before it is done. */
export function WhoIsWhoFooter({ guard, saving, onDiscard }: Props): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { counts, isBusy } = usePreview()
  const changes = [
    counts.becomes > 0 ? t('becomes', { count: counts.becomes }) : undefined,
    counts.ceases > 0 ? t('ceases', { count: counts.ceases }) : undefined,
  ].filter((part) => part !== undefined)
  const text = isBusy ? t('previewing') : changes.length === 0 ? t('noChange') : changes.join(', ')
  return (
    <UnsavedFooter
      guard={guard}
      text={`· ${text}`}
      problem={saving.problem}
      isBusy={saving.isBusy}
      onDiscard={onDiscard}
      onSave={saving.save}
    />
  )
}
