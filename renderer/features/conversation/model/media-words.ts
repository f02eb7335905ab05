/** "0:42", "1:02:05". */
export function formatPlayingTime(durationS: number): string {
  const whole = Math.max(Math.round(durationS), 0)
  const hours = Math.floor(whole / 3600)
  const minutes = Math.floor((whole % 3600) / 60)
  const seconds = String(whole % 60).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${seconds}` : `${minutes}:${seconds}`
}

const sizeUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "12 kB", "4.2 MB" in the words of the language; thousands, as file managers show them. */
export function formatSize(sizeBytes: number, language: string): string {
  let value = Math.max(sizeBytes, 0)
  let power = 0
  while (value >= 1000 && power < sizeUnits.length - 1) {
    value /= 1000
    power += 1
  }
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: sizeUnits[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value)
}
