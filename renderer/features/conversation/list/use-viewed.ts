import { useCallback, useEffect, useLayoutEffect, useRef } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { useSetting } from '../../../entities/hooks.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { createViewTracker, type SeenScreen, type ViewTracker } from './view-tracker.ts'

/** The most ids that one call takes; reading the newest reads all before them. */
const maxReported = 200

const nothing = { unread: [], lastId: undefined } as const

/**
 * Tells Telegram what was read, as the settings want it; with `manual` nothing is. `readScreen` says what is on
 * screen, undefined while that is not certain.
 * Returns the check, to be called when the screen changed.
 */
export function useViewed(
  chatId: ChatId,
  readScreen: () => Omit<SeenScreen, 'isWatched'> | undefined,
): () => void {
  const isManual = useSetting('markRead') === 'manual'
  const tracker = useRef<ViewTracker | undefined>(undefined)
  const read = useRef(readScreen)
  useLayoutEffect(() => {
    read.current = readScreen
  })

  useEffect(() => {
    if (isManual) return undefined
    const made = createViewTracker(
      windowClock,
      () => ({
        isWatched: document.hasFocus() && document.visibilityState === 'visible',
        ...(read.current() ?? nothing),
      }),
      (messageIds) => {
        void core.calls['messages.view']({ chatId, messageIds: messageIds.slice(-maxReported) }).then(
          (result) => {
            if (!result.ok) made.forget(messageIds)
          },
        )
      },
    )
    tracker.current = made
    made.check()
    const check = (): void => {
      made.check()
    }
    window.addEventListener('focus', check)
    window.addEventListener('blur', check)
    document.addEventListener('visibilitychange', check)
    return () => {
      window.removeEventListener('focus', check)
      window.removeEventListener('blur', check)
      document.removeEventListener('visibilitychange', check)
      made.close()
      tracker.current = undefined
    }
  }, [chatId, isManual])

  return useCallback(() => {
    tracker.current?.check()
  }, [])
}
