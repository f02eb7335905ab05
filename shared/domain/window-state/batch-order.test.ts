import { expect, test } from 'vitest'
import { BatchOrder, type BatchVerdict } from './batch-order.ts'

const judgeAll = (batches: readonly string[]): BatchVerdict[] => {
  const order = new BatchOrder()
  return batches.map((batch) =>
    order.judge({ seq: Number.parseInt(batch, 10), isSnapshot: batch.endsWith('s') }),
  )
}

test.each<[string, string[], BatchVerdict[]]>([
  ['nothing before the first snapshot', ['1', '2'], ['useless', 'useless']],
  ['what follows a snapshot', ['1s', '2', '3'], ['apply', 'apply', 'apply']],
  ['a snapshot whatever came before', ['5s', '1s', '2'], ['apply', 'apply', 'apply']],
  ['nothing after a gap, said once', ['1s', '3', '4', '5'], ['apply', 'missed', 'useless', 'useless']],
  ['what follows the snapshot after a gap', ['1s', '3', '4s', '5'], ['apply', 'missed', 'apply', 'apply']],
  ['no batch twice', ['1s', '2', '2'], ['apply', 'apply', 'missed']],
])('a window applies %s', (_name, batches, verdicts) => {
  expect(judgeAll(batches)).toEqual(verdicts)
})
