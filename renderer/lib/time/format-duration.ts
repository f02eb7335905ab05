const secondMs = 1000

/** "0:05", "12:41", "26:02:41": whole seconds, the same width for as long as possible. */
export function formatDuration(ms: number): string {
  const totalS = Math.floor(Math.max(ms, 0) / secondMs)
  const seconds = String(totalS % 60).padStart(2, '0')
  const minutes = Math.floor(totalS / 60)
  if (minutes < 60) return `${minutes}:${seconds}`
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${seconds}`
}
