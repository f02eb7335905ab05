import type { PointerEvent as ReactPointerEvent, RefObject } from 'react'
import type { Cancel } from '#shared/lib/clock.ts'
import { findAutoscroll, findGap, type PinnedRows } from './model/pin-drag.ts'

/** A press that moves less is a click. */
const thresholdPx = 4

export interface DragHost {
  readonly scroller: RefObject<HTMLElement | null>
  /** The pinned rows as they stand on screen now. */
  readonly readRows: () => PinnedRows
  /** The press became a drag; what is returned is called when it ends. */
  readonly onBegin: () => Cancel
  /** The pin would be put before the row of this number. */
  readonly onGap: (gap: number) => void
  readonly onDrop: (gap: number) => void
  /** The press is over, whatever became of it. */
  readonly onEnd: () => void
}

/** One press on a pin, followed until it is let go; near the edges the list scrolls by itself. */
export class PinDragTrack {
  readonly #host: DragHost
  readonly #startY: number
  readonly #listening = new AbortController()
  #y: number
  #gap: number | undefined
  #release: Cancel | undefined
  #frame = 0

  constructor(press: ReactPointerEvent, host: DragHost) {
    this.#host = host
    this.#startY = press.clientY
    this.#y = press.clientY
    const { signal } = this.#listening
    const stop = (): void => {
      this.stop()
    }
    window.addEventListener('pointermove', this.#move, { signal })
    window.addEventListener('pointerup', this.#drop, { signal })
    window.addEventListener('pointercancel', stop, { signal })
    window.addEventListener('blur', stop, { signal })
    window.addEventListener('keydown', this.#cancelByKey, { signal, capture: true })
  }

  /** Ends it; the pin stays where it was. */
  stop(): void {
    this.#listening.abort()
    cancelAnimationFrame(this.#frame)
    this.#release?.()
    this.#host.onEnd()
  }

  readonly #move = (event: PointerEvent): void => {
    this.#y = event.clientY
    if (this.#release === undefined) {
      if (Math.abs(this.#y - this.#startY) < thresholdPx) return
      this.#release = this.#host.onBegin()
      this.#frame = requestAnimationFrame(this.#scroll)
    }
    this.#show()
  }

  readonly #drop = (): void => {
    if (this.#gap !== undefined) this.#host.onDrop(this.#gap)
    this.stop()
  }

  readonly #cancelByKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || this.#gap === undefined) return
    event.preventDefault()
    event.stopPropagation()
    this.stop()
  }

  readonly #scroll = (): void => {
    const element = this.#host.scroller.current
    if (element !== null) {
      const { top, bottom } = element.getBoundingClientRect()
      const step = findAutoscroll(this.#y, top, bottom)
      if (step !== 0) {
        element.scrollTop += step
        this.#show()
      }
    }
    this.#frame = requestAnimationFrame(this.#scroll)
  }

  #show(): void {
    const element = this.#host.scroller.current
    if (element === null) return
    const y = this.#y - element.getBoundingClientRect().top + element.scrollTop
    const gap = findGap(this.#host.readRows(), y)
    if (this.#gap === gap) return
    this.#gap = gap
    this.#host.onGap(gap)
  }
}
