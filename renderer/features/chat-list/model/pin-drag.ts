import type { ChatId } from '#shared/contract/entities/ids.ts'

/** The pinned rows of a list: which, and where they are, px from the top of the list's content. */
export interface PinnedRows {
  readonly chatIds: readonly ChatId[]
  readonly top: number
  readonly rowHeight: number
}

/** Between which pins the dragged one would be put: 0 before the first, n behind the last. */
export function findGap({ chatIds, top, rowHeight }: PinnedRows, y: number): number {
  return Math.max(0, Math.min(Math.round((y - top) / rowHeight), chatIds.length))
}

/** Where the line between the rows is drawn. */
export function findGapTop({ top, rowHeight }: PinnedRows, gap: number): number {
  return top + gap * rowHeight
}

/** What to ask of the core: the pin that the chat goes behind; `'stay'` when it is already there. */
export function findPinTarget(
  chatIds: readonly ChatId[],
  dragged: ChatId,
  gap: number,
): 'stay' | { readonly after: ChatId | undefined } {
  const from = chatIds.indexOf(dragged)
  if (from < 0 || gap === from || gap === from + 1) return 'stay'
  return { after: chatIds[gap - 1] }
}

/** One step up or down among the pins. */
export function findPinStep(
  chatIds: readonly ChatId[],
  chatId: ChatId,
  direction: 1 | -1,
): 'stay' | { readonly after: ChatId | undefined } {
  const from = chatIds.indexOf(chatId)
  const to = from + direction
  if (from < 0 || to < 0 || to >= chatIds.length) return 'stay'
  return findPinTarget(chatIds, chatId, direction > 0 ? from + 2 : from - 1)
}

const edge = 24
const fastestPxPerFrame = 10

/** How far the list scrolls by itself in one frame while something is dragged near its edge or beyond it. */
export function findAutoscroll(y: number, viewTop: number, viewBottom: number): number {
  const above = viewTop + edge - y
  const below = y - (viewBottom - edge)
  if (above > 0) return -Math.min(fastestPxPerFrame, Math.ceil((above / edge) * (fastestPxPerFrame / 2)))
  if (below > 0) return Math.min(fastestPxPerFrame, Math.ceil((below / edge) * (fastestPxPerFrame / 2)))
  return 0
}
