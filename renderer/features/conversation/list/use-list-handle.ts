import { type Ref, type RefObject, useImperativeHandle } from 'react'
import type { EdgeLoader } from './use-history-edges.ts'
import type { Jumps } from './use-jumps.ts'

/** What the rest of the conversation asks of its messages. */
export interface ListHandle extends Jumps {
  turnPage(direction: -1 | 1): void
  /** Asks once more for the history that could not be loaded. */
  retryLoading(): void
}

interface Parts {
  readonly jumps: Jumps
  readonly edges: EdgeLoader
  readonly scroller: RefObject<HTMLElement | null>
}

/** Some of the page before stays in sight. */
const pageShare = 0.85

export function useListHandle(ref: Ref<ListHandle>, { jumps, edges, scroller }: Parts): void {
  useImperativeHandle(
    ref,
    () => ({
      ...jumps,
      retryLoading: edges.retry,
      turnPage: (direction) => {
        const element = scroller.current
        element?.scrollBy({ top: direction * element.clientHeight * pageShare })
      },
    }),
    [jumps, edges, scroller],
  )
}
