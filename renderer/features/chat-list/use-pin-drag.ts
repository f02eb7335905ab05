import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { movePin } from '../triage/index.ts'
import { findAutoscroll, findGap, findGapTop, findPinTarget, type PinnedRows } from './model/pin-drag.ts'

/** A press that moves less is a click. */
const thresholdPx = 4

interface Parts {
  readonly scroller: RefObject<HTMLElement | null>
  /** The pinned rows as they stand on screen. */
  readonly rows: PinnedRows
  /** Keeps the list still while something is dragged. */
  readonly hold: () => Cancel
  readonly onMove: () => void
}

interface Drag {
  readonly chatId: ChatId
  readonly gap: number
}

export interface PinDrag {
  readonly draggedId: ChatId | undefined
  /** Where the line is drawn, px from the top of the content. */
  readonly lineTop: number | undefined
  readonly start: (chatId: ChatId, event: PointerEvent) => void
  /** True once for the click that ends a drag. */
  readonly takeClick: () => boolean
}

/** Pins are put in order by dragging them; Esc leaves them where they were. */
export function usePinDrag(parts: Parts): PinDrag {
  const [drag, setDrag] = useState<Drag>()
  const latest = useRef(parts)
  useEffect(() => {
    latest.current = parts
  })
  const end = useRef<Cancel | undefined>(undefined)
  const isClickTaken = useRef(false)
  useEffect(
    () => () => {
      end.current?.()
    },
    [],
  )

  const start = useCallback((chatId: ChatId, press: PointerEvent) => {
    isClickTaken.current = false
    if (press.button !== 0 || press.pointerType === 'touch') return
    const startY = press.clientY
    let y = startY
    let shown: Drag | undefined
    let release: Cancel | undefined
    let frame = 0

    const show = (): void => {
      const { scroller, rows } = latest.current
      const element = scroller.current
      if (element === null) return
      const gap = findGap(rows, y - element.getBoundingClientRect().top + element.scrollTop)
      if (shown?.gap === gap) return
      shown = { chatId, gap }
      setDrag(shown)
    }
    const scroll = (): void => {
      const element = latest.current.scroller.current
      if (element !== null) {
        const { top, bottom } = element.getBoundingClientRect()
        const step = findAutoscroll(y, top, bottom)
        if (step !== 0) {
          element.scrollTop += step
          show()
        }
      }
      frame = requestAnimationFrame(scroll)
    }
    const move = (event: globalThis.PointerEvent): void => {
      y = event.clientY
      if (shown === undefined) {
        if (Math.abs(y - startY) < thresholdPx) return
        release = latest.current.hold()
        isClickTaken.current = true
        frame = requestAnimationFrame(scroll)
      }
      show()
    }
    const stop = (): void => {
      cancelAnimationFrame(frame)
      release?.()
      window.removeEventListener('pointermove', move)
      window.removeEventListener('pointerup', drop)
      window.removeEventListener('pointercancel', stop)
      window.removeEventListener('blur', stop)
      window.removeEventListener('keydown', cancelByKey, true)
      end.current = undefined
      setDrag(undefined)
    }
    const drop = (): void => {
      const target =
        shown === undefined ? 'stay' : findPinTarget(latest.current.rows.chatIds, chatId, shown.gap)
      if (target !== 'stay') {
        latest.current.onMove()
        void movePin(chatId, target.after)
      }
      stop()
    }
    const cancelByKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || shown === undefined) return
      event.preventDefault()
      event.stopPropagation()
      stop()
    }
    window.addEventListener('pointermove', move)
    window.addEventListener('pointerup', drop)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('blur', stop)
    window.addEventListener('keydown', cancelByKey, true)
    end.current = stop
  }, [])

  return {
    draggedId: drag?.chatId,
    lineTop: drag === undefined ? undefined : findGapTop(parts.rows, drag.gap),
    start,
    takeClick: () => {
      const isTaken = isClickTaken.current
      isClickTaken.current = false
      return isTaken
    },
  }
}
