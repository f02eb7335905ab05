/** Minutes of a day as a clock shows them: 540 is "09:00", 1440 is "24:00". */
export function formatDayTime(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0')
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`
}

/** What people type for a time of day: "9", "930", "9:30", "9.30", "24:00". Undefined: it is none. */
export function readDayTime(text: string): number | undefined {
  const found = /^(?<hours>\d{1,2})(?:[:.\-\s]?(?<minutes>\d{2}))?$/u.exec(text.trim())?.groups
  if (found === undefined) return undefined
  const hours = Number(found['hours'])
  const minutes = Number(found['minutes'] ?? 0)
  if (minutes > 59 || hours > 24 || (hours === 24 && minutes > 0)) return undefined
  return hours * 60 + minutes
}
