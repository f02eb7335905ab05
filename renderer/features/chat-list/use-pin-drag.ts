import { type PointerEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { movePin } from '../triage/index.ts'
import { findGapTop, findPinTarget, type PinnedRows } from './model/pin-drag.ts'
import { PinDragTrack } from './pin-drag-track.ts'

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
  const { scroller } = parts
  const [drag, setDrag] = useState<Drag>()
  const latest = useRef(parts)
  useEffect(() => {
    latest.current = parts
  })
  const track = useRef<PinDragTrack | undefined>(undefined)
  const isClickTaken = useRef(false)
  useEffect(
    () => () => {
      track.current?.stop()
    },
    [],
  )

  const start = useCallback(
    (chatId: ChatId, press: PointerEvent) => {
      isClickTaken.current = false
      if (press.button !== 0 || press.pointerType === 'touch') return
      track.current = new PinDragTrack(press, {
        scroller,
        readRows: () => latest.current.rows,
        onBegin: () => {
          isClickTaken.current = true
          return latest.current.hold()
        },
        onGap: (gap) => {
          setDrag({ chatId, gap })
        },
        onDrop: (gap) => {
          const target = findPinTarget(latest.current.rows.chatIds, chatId, gap)
          if (target === 'stay') return
          latest.current.onMove()
          void movePin(chatId, target.after)
        },
        onEnd: () => {
          track.current = undefined
          setDrag(undefined)
        },
      })
    },
    [scroller],
  )

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
