const longestMin = 10_080

export type MarkProblem = 'number' | 'range' | 'order'

/** Whole minutes as they were typed; `empty` where nothing was. */
export function readMinutes(text: string): number | 'empty' | 'number' | 'range' {
  const trimmed = text.trim()
  if (trimmed === '') return 'empty'
  if (!/^\d{1,6}$/u.test(trimmed)) return 'number'
  const minutes = Number(trimmed)
  return minutes < 1 || minutes > longestMin ? 'range' : minutes
}

export interface MarksForm {
  readonly red: string
  readonly breach: string
}
export interface Marks {
  readonly redAfterMin?: number
  readonly breachAfterMin?: number
}
export interface MarkProblems {
  readonly red?: MarkProblem
  readonly breach?: MarkProblem
}
export type ReadMarks = { readonly ok: true; readonly marks: Marks } | ({ readonly ok: false } & MarkProblems)

/**
 * Both marks out of their fields. With `inherited` a field may be empty: that mark is inherited, and the order of both
 * is judged with what is inherited.
 */
export function readMarks(
  form: MarksForm,
  inherited?: { readonly redAfterMin: number; readonly breachAfterMin: number },
): ReadMarks {
  const red = readMinutes(form.red)
  const breach = readMinutes(form.breach)
  const redProblem = findProblem(red, inherited !== undefined)
  const breachProblem = findProblem(breach, inherited !== undefined)
  if (redProblem !== undefined || breachProblem !== undefined) {
    return {
      ok: false,
      ...(redProblem === undefined ? {} : { red: redProblem }),
      ...(breachProblem === undefined ? {} : { breach: breachProblem }),
    }
  }
  const redMin = typeof red === 'number' ? red : inherited?.redAfterMin
  const breachMin = typeof breach === 'number' ? breach : inherited?.breachAfterMin
  if (redMin !== undefined && breachMin !== undefined && redMin >= breachMin) {
    // The problem is shown at the field that was filled in, and at the breach mark when both were.
    return typeof breach === 'number' ? { ok: false, breach: 'order' } : { ok: false, red: 'order' }
  }
  return {
    ok: true,
    marks: {
      ...(typeof red === 'number' ? { redAfterMin: red } : {}),
      ...(typeof breach === 'number' ? { breachAfterMin: breach } : {}),
    },
  }
}

function findProblem(read: ReturnType<typeof readMinutes>, mayBeEmpty: boolean): MarkProblem | undefined {
  if (typeof read === 'number') return undefined
  if (read === 'empty') return mayBeEmpty ? undefined : 'number'
  return read
}
