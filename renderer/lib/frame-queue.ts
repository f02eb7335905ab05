/** How long a batch waits for a frame; a hidden window draws none. */
const longestWaitMs = 100

/**
 * Collects values and hands them over together, once per animation frame. A hidden window has no frames, so a
 * timer stands in for them.
 */
export function createFrameQueue<Value>(flush: (values: readonly Value[]) => void): (value: Value) => void {
  let waiting: Value[] = []
  let frame = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const run = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    timer = undefined
    const values = waiting
    waiting = []
    flush(values)
  }
  return (value) => {
    waiting.push(value)
    if (timer !== undefined) return
    timer = setTimeout(run, document.hidden ? 0 : longestWaitMs)
    frame = requestAnimationFrame(run)
  }
}
