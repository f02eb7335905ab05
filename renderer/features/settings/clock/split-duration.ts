/** A duration in the two units that say enough. */
export type SplitDuration =
  | { readonly kind: 'minutes'; readonly minutes: number }
  | { readonly kind: 'hours'; readonly hours: number; readonly minutes: number }
  | { readonly kind: 'days'; readonly days: number; readonly hours: number }

/** Whole minutes under an hour, hours and minutes under two days, days and hours beyond; nothing is rounded up. */
export function splitDuration(durationMs: number): SplitDuration {
  const minutes = Math.floor(durationMs / 60_000)
  const hours = Math.floor(minutes / 60)
  if (hours < 1) return { kind: 'minutes', minutes }
  if (hours < 48) return { kind: 'hours', hours, minutes: minutes % 60 }
  return { kind: 'days', days: Math.floor(hours / 24), hours: hours % 24 }
}
