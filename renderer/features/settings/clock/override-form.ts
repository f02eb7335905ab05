import type { ClockOverride } from '#shared/contract/entities/triage.ts'
import type { MarksForm } from './read-marks.ts'

/** The fields of one chat's clock; where they are empty, the general clock applies. */
export interface OverrideForm {
  readonly marks: MarksForm
  readonly calendar: ClockOverride['calendar']
}

export const emptyOverrideForm: OverrideForm = { marks: { red: '', breach: '' }, calendar: undefined }

export function writeOverrideForm({ redAfterMin, breachAfterMin, calendar }: ClockOverride): OverrideForm {
  return { marks: { red: String(redAfterMin ?? ''), breach: String(breachAfterMin ?? '') }, calendar }
}

/** Whether the chat has nothing of its own. */
export function isEmptyOverride({ marks, calendar }: OverrideForm): boolean {
  return marks.red.trim() === '' && marks.breach.trim() === '' && calendar === undefined
}

/** A calendar that was put in counts as a change, though it may say the same. */
export function isSameOverride(a: OverrideForm, b: OverrideForm): boolean {
  return a.marks.red === b.marks.red && a.marks.breach === b.marks.breach && a.calendar === b.calendar
}
