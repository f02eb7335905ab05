/** A message, with only what its place depends on. */
interface PlacedMessage {
  readonly id: number
  readonly dateS: number
}

/** A note, with only what its place depends on. */
interface PlacedNote {
  readonly messageId?: number | undefined
  readonly atS: number
}

/** How far the stretch of messages reaches: whether there are messages before and after it. */
export interface Stretch {
  readonly hasOlder: boolean
  readonly hasNewer: boolean
}

/**
 * Places notes between messages, by the index of the message they follow; -1: before the first one. A note on a
 * message follows that message, and keeps its place when the message is deleted; any other note is placed by its
 * time. Notes of a part of the history that is not loaded are left out. Messages are in the order of their ids,
 * notes in the order of the team's log.
 */
export function placeNotes<Note extends PlacedNote>(
  messages: readonly PlacedMessage[],
  notes: readonly Note[],
  { hasNewer, hasOlder }: Stretch,
): ReadonlyMap<number, readonly Note[]> {
  const places = new Map<number, Note[]>()
  const [first] = messages
  const last = messages.at(-1)
  for (const note of notes) {
    const index = findPlace(messages, note)
    if (index === -1 && hasOlder && first !== undefined) continue
    const isAtEnd = index === messages.length - 1
    if (hasNewer && isAtEnd && last !== undefined && note.messageId !== last.id) continue
    const there = places.get(index)
    if (there === undefined) places.set(index, [note])
    else there.push(note)
  }
  for (const there of places.values()) there.sort((one, other) => one.atS - other.atS)
  return places
}

/** Index of the last message that is not after the note. */
function findPlace(messages: readonly PlacedMessage[], { atS, messageId }: PlacedNote): number {
  let low = 0
  let high = messages.length
  while (low < high) {
    const middle = (low + high) >> 1
    const message = messages[middle]
    if (message === undefined) break
    const isBefore = messageId === undefined ? message.dateS <= atS : message.id <= messageId
    if (isBefore) low = middle + 1
    else high = middle
  }
  return low - 1
}
