/** Minutes of a wait in the few characters a row has: the form, and the figures in it. */
export type WaitWords =
  | { readonly form: 'moment' }
  | { readonly form: 'minutes'; readonly minutes: number }
  | { readonly form: 'hours'; readonly hours: number; readonly minutes: string }
  | { readonly form: 'days'; readonly days: number; readonly hours: number }

const minutesOfHour = 60
const minutesOfDay = 1_440

export function describeMinutes(minutes: number): WaitWords {
  if (minutes < 1) return { form: 'moment' }
  if (minutes < minutesOfHour) return { form: 'minutes', minutes }
  if (minutes < minutesOfDay) {
    return {
      form: 'hours',
      hours: Math.floor(minutes / minutesOfHour),
      // Always two digits, so that the column does not jump.
      minutes: String(minutes % minutesOfHour).padStart(2, '0'),
    }
  }
  const days = Math.floor(minutes / minutesOfDay)
  return { form: 'days', days, hours: Math.floor((minutes % minutesOfDay) / minutesOfHour) }
}
