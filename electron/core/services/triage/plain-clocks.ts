import { fail } from '#shared/lib/result.ts'
import type { ClockSources, ReplyClocks } from './clock-parts.ts'

/** An order by last messages alone, in which nobody waits. */
export function createReplyClocks(_options: {
  readonly sources: ClockSources
  readonly [name: string]: unknown
}): ReplyClocks {
  return {
    findLift: () => undefined,
    findWait: () => undefined,
    listWaiting: () => [],
    countWaits: () => ({ waiting: 0, red: 0, breach: 0 }),
    onChange: () => () => undefined,
    readSummary: () => ({}),
    onSummaryChange: () => () => undefined,
    isCatchingUp: () => false,
    onRulesChanged: () => undefined,
    onSettingsChanged: () => undefined,
    onClassChanged: () => undefined,
    onOverrideChanged: () => undefined,
    noReplyNeeded: () => fail('not_waiting', 'nobody waits'),
    takeBackNoReply: () => fail('nothing_to_take_back', 'nothing was said'),
    readIntervals: () => [],
    dismissDigest: () => undefined,
    restore: () => undefined,
    follow: () => undefined,
    onReady: () => undefined,
    onListsLoaded: () => undefined,
    clear: () => undefined,
    close: () => undefined,
  }
}
