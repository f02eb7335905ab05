import { type PointerEvent, useRef } from 'react'
import type { ListFreeze } from './model/list-freeze.ts'

interface PointerHandlers {
  readonly onPointerMove: (event: PointerEvent) => void
  readonly onPointerLeave: () => void
  readonly onWheel: () => void
}

/** Keeps rows in their places while the pointer moves over the list. */
export function usePointerFreeze(freeze: ListFreeze): PointerHandlers {
  const lastPoint = useRef('')
  return {
    onPointerMove: (event) => {
      // A browser repeats the last movement when rows move under a pointer that rests.
      const point = `${event.screenX} ${event.screenY}`
      if (point === lastPoint.current) return
      lastPoint.current = point
      freeze.noticePointer()
    },
    onPointerLeave: () => {
      lastPoint.current = ''
      freeze.leaveByPointer()
    },
    onWheel: () => {
      freeze.noticePointer()
    },
  }
}
