import type { ReactVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/** Within this distance of the end, px, the user is reading the latest message. */
const endThreshold = 48

/**
 * Whether the end of the list is on screen. When the list becomes lower (the composer grows) while it is,
 * it stays so; anywhere else nothing moves.
 */
export function useAtEnd(
  scroller: RefObject<HTMLElement | null>,
  virtualizer: ReactVirtualizer<HTMLDivElement, HTMLDivElement>,
): { readonly isAtEnd: boolean; readonly checkEnd: () => void } {
  const [isAtEnd, setIsAtEnd] = useState(true)
  const isPinned = useRef(true)
  const height = useRef(0)

  const checkEnd = useCallback((): void => {
    const element = scroller.current
    // A resize is no scroll by the user; the observer below handles it.
    if (element === null || element.clientHeight !== height.current) return
    const left = element.scrollHeight - element.clientHeight - element.scrollTop
    isPinned.current = left <= endThreshold
    setIsAtEnd(isPinned.current)
  }, [scroller])

  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    height.current = element.clientHeight
    const observer = new ResizeObserver(() => {
      if (element.clientHeight === height.current) return
      height.current = element.clientHeight
      if (isPinned.current) virtualizer.scrollToEnd()
      checkEnd()
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [scroller, virtualizer, checkEnd])

  return { isAtEnd, checkEnd }
}
