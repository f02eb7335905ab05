import { useEffect, useRef } from 'react'
import { hasOpenPopup } from './use-shortcut.ts'

/** What Esc undoes first is on top. Popovers close themselves before any of these. */
export const escapeSteps = { editing: 40, reply: 30, selection: 20, leaveChat: 10 } as const
export type EscapeStep = keyof typeof escapeSteps

interface Rung {
  readonly height: number
  /** False: there is nothing to undo here, the next one is asked. */
  readonly undo: () => boolean
}

const rungs = new Set<Rung>()

function handleEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || hasOpenPopup()) return
  const ordered = [...rungs].toSorted((a, b) => b.height - a.height)
  if (ordered.some((rung) => rung.undo())) event.preventDefault()
}

/** Takes part in Esc while the component is there: one press undoes one thing. */
export function useEscape(step: EscapeStep, undo: () => boolean): void {
  const latest = useRef(undo)
  useEffect(() => {
    latest.current = undo
  })
  useEffect(() => {
    const rung: Rung = { height: escapeSteps[step], undo: () => latest.current() }
    if (rungs.size === 0) window.addEventListener('keydown', handleEscape)
    rungs.add(rung)
    return () => {
      rungs.delete(rung)
      if (rungs.size === 0) window.removeEventListener('keydown', handleEscape)
    }
  }, [step])
}
