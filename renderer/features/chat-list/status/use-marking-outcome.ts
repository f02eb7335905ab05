import { useEffect } from 'react'
import { entities } from '../../../entities/core.ts'
import { language } from '../../../lib/i18n/start-i18n.ts'
import { showToast } from '../../../ui/toast.tsx'
import { undoMarkAllRead } from '../../triage/index.ts'
import { readOutcome } from './read-status.ts'

/** When chats were marked as read, says how many and offers to undo it. */
export function useMarkingOutcome(): void {
  useEffect(
    () =>
      entities.triage.subscribe((state, before) => {
        const outcome = readOutcome(before.value, state.value)
        if (outcome === undefined) return
        const { kind, count } = outcome
        const text = language.t(`markAll.${kind}`, { ns: 'chat-list', count })
        const canUndo = kind === 'read' && count > 0
        showToast({
          text,
          ...(canUndo
            ? {
                action: {
                  label: language.t('markAll.undo', { ns: 'chat-list' }),
                  onSelect: () => {
                    void undoMarkAllRead()
                  },
                },
              }
            : {}),
        })
      }),
    [],
  )
}
