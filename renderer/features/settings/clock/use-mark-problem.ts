import { useTranslation } from 'react-i18next'
import type { MarkProblem } from './read-marks.ts'

/** What is wrong with a mark, in words; `other` is the mark it is compared with. */
export function useMarkProblem(): (
  mark: 'red' | 'breach',
  problem: MarkProblem | undefined,
  other: string,
) => string | undefined {
  const { t } = useTranslation('clock-settings')
  return (mark, problem, other) => {
    if (problem === undefined) return undefined
    if (problem !== 'order') return t(`problem.${problem}`)
    return t(mark === 'red' ? 'problem.orderRed' : 'problem.orderBreach', { count: Number(other) })
  }
}
