/** One measured number. A goal is compared with `atLeast` or `atMost`; a figure without one is for reading beside others. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly goal?: { readonly atLeast: number } | { readonly atMost: number }
  /** How it came about, in a few words. */
  readonly note?: string
}

export interface Benchmark {
  /** First part of the names of its figures. */
  readonly name: string
  /** First parts of figures that come along. */
  readonly alsoNamed?: readonly string[]
  run(report: (figure: Figure) => void): Promise<void>
}

export function isGoalMet(figure: Figure): boolean | undefined {
  if (figure.goal === undefined) return undefined
  return 'atLeast' in figure.goal ? figure.value >= figure.goal.atLeast : figure.value <= figure.goal.atMost
}

export function describeGoal(figure: Figure): string {
  if (figure.goal === undefined) return ''
  return 'atLeast' in figure.goal ? `≥ ${figure.goal.atLeast}` : `≤ ${figure.goal.atMost}`
}

export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const isMet = isGoalMet(figure)
    const verdict = isMet === undefined ? '' : isMet ? 'met' : 'MISSED'
    return [
      figure.name,
      formatValue(figure.value),
      figure.unit,
      describeGoal(figure),
      verdict,
      figure.note ?? '',
    ]
  })
  const table = [['figure', 'value', 'unit', 'goal', '', ''], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...table.map((row) => (row[column] ?? '').length)))
  return table
    .map((row) =>
      row
        .map((cell, column) =>
          column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function formatValue(value: number): string {
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 10
      ? value.toFixed(1)
      : value.toFixed(2)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) throw new Error('the median of nothing')
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2
}
