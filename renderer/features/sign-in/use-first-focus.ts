import { useEffect, useRef, type RefObject } from 'react'

/** Gives the step's first control the focus when the step appears: signing in needs no pointer. */
export function useFirstFocus(): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    box.current?.querySelector<HTMLElement>('input, button')?.focus()
  }, [])
  return box
}
