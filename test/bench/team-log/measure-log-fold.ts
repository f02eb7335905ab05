// Reads and folds a long log as a restart does: from the blocks that are kept on disk. Prints lists of milliseconds.
import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import { readTeamLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import { listBlocks, userIds } from './log-of-years.ts'

const [count = 100_000, rounds = 5] = process.argv.slice(2).map(Number)
const blocks = listBlocks(count)
const standing = {
  ownerId: userIds.owner,
  isPrivileged: (userId: number): boolean => userId === userIds.owner,
}

const bare: number[] = []
const fold: number[] = []
for (let round = 0; round < rounds; round += 1) {
  bare.push(measure(() => blocks.reduce((sum, one) => sum + (JSON.parse(one.block) as object[]).length, 0)))
  fold.push(measure(foldAll))
}
process.stdout.write(`${JSON.stringify({ bare, fold })}\n`)

function foldAll(): void {
  const history = new TeamHistory(standing)
  const items: TeamLogItem[] = []
  for (const { authorId, block, dateS, messageId } of blocks) {
    const content = readTeamLogBlock(block, true)
    if (content.kind !== 'presence') items.push({ messageId, dateS, authorId, content })
  }
  history.add(items)
  history.markWhole()
  const { alarms, roles } = history.state
  if (history.rejectedCount > 0 || roles.size < userIds.all.length || alarms.size < count / 1_000) {
    throw new Error(`not the log that was written: ${JSON.stringify(history.rejected.slice(0, 3))}`)
  }
}

function measure(work: () => void): number {
  const startMs = performance.now()
  work()
  return performance.now() - startMs
}
